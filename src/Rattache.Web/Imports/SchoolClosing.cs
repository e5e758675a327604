using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>What became of an operator's word that a school is closed, or is not.</summary>
public abstract record SchoolClosing
{
    private SchoolClosing() { }

    /// <param name="Feeds">Those in which the mark was changed.</param>
    public sealed record Done(School School, ImmutableArray<ClosedFeed> Feeds) : SchoolClosing;

    /// <summary>Nothing is changed.</summary>
    /// <param name="Since">When it was marked; null where it is not.</param>
    public sealed record Already(School School, DateTimeOffset? Since) : SchoolClosing;

    /// <summary>Nobody has a school of that number, or the text is none.</summary>
    public sealed record Unknown : SchoolClosing;

    /// <summary>No feed has ever held it, so that there is nobody to leave.</summary>
    public sealed record InNoFeed(School School) : SchoolClosing;
}

/// <param name="Academy">Within which the feed's identifiers are unique; may be empty.</param>
/// <param name="People">Of this feed, in the school now: some may be in the next delivery, or in another school.</param>
/// <param name="HasOpenSchool">There is another school to be delivered. Where there is none, no delivery comes by itself.</param>
public sealed record ClosedFeed(DirectorySource Source, string Academy, int People, bool HasOpenSchool);
