namespace Rattache.Web.Audit;

/// <summary>The <c>Audit</c> section.</summary>
public sealed class AuditSettings
{
    /// <summary>
    /// How long the address beside a line is kept: a year, the longest that the CNIL recommends for logs whose end is security alone
    /// (deliberation 2021-122 of 14 October 2021: six months to a year).
    /// </summary>
    public TimeSpan KeepAddresses { get; init; } = TimeSpan.FromDays(365);
}
