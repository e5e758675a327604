using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Data;

namespace Rattache.Web.Notifications;

/// <summary>Notices of what somebody does here, in the transaction of what they tell of; those of a delivery are written in sets.</summary>
internal static class NoticeWrites
{
    /// <param name="accounts">Those concerned; what each is told is about itself.</param>
    public static async Task NoticeAsync(
        this RattacheDb db,
        NoticeEvent what,
        IReadOnlyCollection<AccountId> accounts,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (accounts.Count == 0)
        {
            return;
        }

        await using var _ = await db.ReadAsync(
            $$"""
            insert into notices (account_id, what, about_id, at, look_at)
            select id, {0}, id, {1}, {1} from accounts where id in ({{SqlBatch.Places(2, accounts.Count)}})
            on conflict do nothing
            """,
            [(int)what, db.Stored(now), .. accounts.Select(a => (object)a.Value)],
            cancellation
        );
    }
}
