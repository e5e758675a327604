using Rattache.Web.Audit;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>
/// Where a page of lines begins: after a line, or before one, never at a count. Lines that are written meanwhile move nothing,
/// and the thousandth page costs what the first does.
/// </summary>
public abstract record HistoryPlace
{
    private HistoryPlace() { }

    public static HistoryPlace Newest { get; } = new Before(null);

    public static HistoryPlace Oldest { get; } = new After(null);

    /// <summary>As the address says it.</summary>
    public static HistoryPlace At(Guid? before, Guid? after, bool oldest) =>
        oldest ? Oldest
        : before is { } last ? new Before(last)
        : after is { } first ? new After(first)
        : Newest;

    /// <summary>From here on, nearest first.</summary>
    internal abstract IQueryable<AuditEntry> Of(IQueryable<AuditEntry> lines);

    /// <summary>Whether there is something on either side of what <see cref="Of"/> began with.</summary>
    internal abstract (bool Newer, bool Older) Continues(bool more);

    private sealed record Before(Guid? Line) : HistoryPlace
    {
        internal override IQueryable<AuditEntry> Of(IQueryable<AuditEntry> lines) =>
            (Line is { } line ? lines.Where(e => e.Id < line) : lines).OrderByDescending(e => e.Id);

        internal override (bool Newer, bool Older) Continues(bool more) => (Line is not null, more);
    }

    private sealed record After(Guid? Line) : HistoryPlace
    {
        internal override IQueryable<AuditEntry> Of(IQueryable<AuditEntry> lines) =>
            (Line is { } line ? lines.Where(e => e.Id > line) : lines).OrderBy(e => e.Id);

        internal override (bool Newer, bool Older) Continues(bool more) => (more, Line is not null);
    }
}
