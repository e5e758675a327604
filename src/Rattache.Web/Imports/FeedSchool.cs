using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>What a feed calls a school; one school may be in several feeds.</summary>
public sealed class FeedSchool(DirectorySource source, string academy, string externalId, SchoolId schoolId)
{
    public DirectorySource Source { get; private set; } = source;

    public string Academy { get; private set; } = academy;

    public string ExternalId { get; private set; } = externalId;

    public SchoolId SchoolId { get; private set; } = schoolId;

    /// <summary>
    /// When the last delivery of the feed that held the school began; null where none has come since the database began to keep it.
    /// </summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>
    /// Since when an operator says that the feed will not hold the school again: whole deliveries speak for it too. One that holds it
    /// takes the mark away.
    /// </summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public void Close(DateTimeOffset now) => ClosedAt = now;

    public void Reopen() => ClosedAt = null;
}
