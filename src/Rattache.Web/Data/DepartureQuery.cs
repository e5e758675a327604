using Rattache.Core.Accounts;

namespace Rattache.Web.Data;

/// <summary>
/// <see cref="Departure"/> where whole trees need not be read: a person is there as long as one of their accounts has not left, left
/// after a moment, or was touched by a cut after it.
/// </summary>
public static class DepartureQuery
{
    /// <summary>The roots of those who are open still, or kept still; to be asked of single roots.</summary>
    /// <param name="db">The directory.</param>
    /// <param name="upTo"><see cref="DepartureDelays.ClosedUpTo"/> or <see cref="DepartureDelays.DueUpTo"/>.</param>
    public static IQueryable<AccountId> StillThere(this RattacheDb db, DateTimeOffset upTo) =>
        from guard in db.Guards
        join account in db.Accounts on guard.AccountId equals account.Id
        where
            account.LeftAt == null
            || account.LeftAt > upTo
            || db.Merges.Any(m => m.UndoneAt > upTo && (m.KeptId == account.Id || m.AbsorbedId == account.Id))
        select guard.RootId;

    /// <summary>The roots of those who are there no more, in the order of their ids.</summary>
    /// <param name="db">The directory.</param>
    /// <param name="upTo">As for <see cref="StillThere"/>.</param>
    public static IQueryable<AccountId> Gone(this RattacheDb db, DateTimeOffset upTo)
    {
        var there = db.StillThere(upTo);
        return from root in db.Guards
            where root.RootId == root.AccountId
            join account in db.Accounts on root.AccountId equals account.Id
            where account.LeftAt <= upTo && !there.Any(r => r == root.AccountId)
            orderby root.AccountId
            select root.AccountId;
    }
}
