namespace Rattache.Web.Departures;

/// <summary>
/// The <c>Retention</c> section: how long traces are kept that serve nobody any more, in whole days, since the privacy notice says them.
/// The addresses beside the audit have a setting of their own (<c>Audit:KeepAddresses</c>).
/// </summary>
public sealed class RetentionSettings
{
    /// <summary>
    /// A browser that an account knows, since it last signed in: a year, since a parent may come once a year, and as long as the cookie
    /// that it goes by lives.
    /// </summary>
    public TimeSpan Devices { get; init; } = TimeSpan.FromDays(365);

    /// <summary>A letter, sent or not: sent, nothing is left of it but that it was; not sent for a month, it helps nobody.</summary>
    public TimeSpan Mails { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// What the report of an import says of single records: a term is enough for whoever mends them at the source, and the identifiers of
    /// a feed without identifiers are digests of names and dates of birth.
    /// </summary>
    public TimeSpan ImportDetails { get; init; } = TimeSpan.FromDays(90);
}
