using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>What a feed calls a school; one school may be in several feeds.</summary>
public sealed class FeedSchool(DirectorySource source, string academy, string externalId, SchoolId schoolId)
{
    public DirectorySource Source { get; private set; } = source;

    public string Academy { get; private set; } = academy;

    public string ExternalId { get; private set; } = externalId;

    public SchoolId SchoolId { get; private set; } = schoolId;
}
