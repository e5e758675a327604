namespace Rattache.Core.Accounts;

/// <summary>
/// A person whom no feed holds any more, and what becomes of them (DESIGN §5). Computed whenever it is asked, never stored: who returns
/// in time finds everything open again, and no import has to know of it.
/// </summary>
/// <param name="Since">When the last of their accounts left, or when a merge that touched one of them was last cut: a cut restarts the delays for both parts.</param>
/// <param name="Delays">How long each state lasts.</param>
public sealed record Departure(DateTimeOffset Since, DepartureDelays Delays)
{
    /// <summary>From then on nothing opens the account.</summary>
    public DateTimeOffset ClosesAt => Since + Delays.CloseAfter;

    /// <summary>From then on everything that the person is known by may go, and their accounts with it.</summary>
    public DateTimeOffset ErasesAt => ClosesAt + Delays.EraseAfter;

    /// <summary>Null while a feed holds one of the person's accounts, or while it never came from a feed.</summary>
    /// <param name="tree">All accounts of the person.</param>
    /// <param name="delays">As this installation sets them.</param>
    public static Departure? Of(IEnumerable<AccountFacts> tree, DepartureDelays delays)
    {
        DateTimeOffset? since = null;
        foreach (var account in tree)
        {
            if (account.LeftAt is not { } left)
            {
                return null;
            }

            since = Latest(since, Latest(left, account.CutAt));
        }

        return since is { } at ? new(at, delays) : null;
    }

    public bool IsClosedAt(DateTimeOffset now) => now >= ClosesAt;

    public bool IsDueAt(DateTimeOffset now) => now >= ErasesAt;

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}

/// <param name="CloseAfter">From having left to being closed.</param>
/// <param name="EraseAfter">From being closed to being erased.</param>
public sealed record DepartureDelays(TimeSpan CloseAfter, TimeSpan EraseAfter)
{
    /// <summary>Who left after this, or was cut after this, is open still.</summary>
    public DateTimeOffset ClosedUpTo(DateTimeOffset now) => now - CloseAfter;

    /// <summary>Who left after this, or was cut after this, is kept still.</summary>
    public DateTimeOffset DueUpTo(DateTimeOffset now) => ClosedUpTo(now) - EraseAfter;
}
