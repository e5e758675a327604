using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Counts wrong passwords, apart for each browser that an account knows: whoever guesses from elsewhere shuts out everybody
/// elsewhere for a while, but never the owner's own browser. Ten wrong in a row from a known one make it unknown, and wait.
/// Each try is claimed before anything is compared, and given back when it was right: a hundred at once are compared ten times.
/// (OWASP, <em>Slow Down Online Guessing Attacks with Device Cookies</em>; ASVS 5.0, 6.3.1.)
/// </summary>
public sealed class Tries(RattacheDb db, DeviceCookie cookie, TimeProvider clock)
{
    /// <summary>In a row, from browsers that the account does not know.</summary>
    public const int MostFromElsewhere = 10;
    public const int MostFromKnownDevice = 10;
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Claims a try, in one command. Whoever gets one says afterwards what it came to: <see cref="SucceededAsync"/>,
    /// <see cref="FailedAsync"/>, or <see cref="GiveBackAsync"/>.
    /// </summary>
    /// <param name="account">The default where there is none: there is nothing to claim, and it takes as long.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False while there is none: wait.</returns>
    public async Task<bool> ClaimAsync(AccountId account, CancellationToken cancellation)
    {
        // The tenth from elsewhere begins the wait, and keeps its own chance; after the wait the count begins anew. A known browser whose
        // tries are used up counts as any other until it is forgotten.
        var now = clock.GetUtcNow();
        await using var reader = await db.ReadAsync(
            $$"""
            update credentials set
                lockout_end = case when access_failed_count = {{MostFromElsewhere - 1}} then {3} else null end,
                access_failed_count = case when access_failed_count >= {{MostFromElsewhere}} then 1 else access_failed_count + 1 end
                where id = {1} and (lockout_end is null or lockout_end <= {2}) and not exists
                    (select 1 from known_devices where device_id = {0} and account_id = {1} and failures < {{MostFromKnownDevice}})
                returning 1;
            update known_devices set failures = failures + 1
                where device_id = {0} and account_id = {1} and failures < {{MostFromKnownDevice}} returning 1;
            """,
            [Device, account.Value, db.Stored(now), db.Stored(now + Wait)],
            cancellation
        );
        var claimed = false;
        do
        {
            while (await reader.DbDataReader.ReadAsync(cancellation))
            {
                claimed = true;
            }
        } while (await reader.DbDataReader.NextResultAsync(cancellation));

        return claimed;
    }

    /// <summary>Whether a person whom one of these accounts is read through has signed in from this browser.</summary>
    public Task<bool> IsKnownHereAsync(IQueryable<Account> called, CancellationToken cancellation)
    {
        var device = Device;
        return db
            .Guards.Where(g => called.Any(a => a.Id == g.AccountId))
            .AnyAsync(g => db.KnownDevices.Any(d => d.AccountId == g.RootId && d.DeviceId == device), cancellation);
    }

    /// <summary>The try that was claimed goes on counting.</summary>
    /// <param name="account">The default where there is none: the same questions are asked, so that the answer takes as long.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task FailedAsync(AccountId account, CancellationToken cancellation)
    {
        if (account == default)
        {
            await ClaimAsync(account, cancellation);
        }

        if (await Here(account).Where(d => d.Failures >= MostFromKnownDevice).ExecuteDeleteAsync(cancellation) > 0)
        {
            var until = clock.GetUtcNow() + Wait;
            await db
                .Users.Where(c => c.Id == account)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(c => c.AccessFailedCount, MostFromElsewhere).SetProperty(c => c.LockoutEnd, until),
                    cancellation
                );
        }
    }

    /// <summary>
    /// From now on this browser is known, and its own count begins anew. What was tried from elsewhere ends with the first right password
    /// from there. One command, whether it was known or not; two at once from one browser are one.
    /// </summary>
    public async Task SucceededAsync(Credentials account, CancellationToken cancellation)
    {
        var device = cookie.Read() ?? Guid.NewGuid();
        await db.Database.ExecuteSqlRawAsync(
            """
            update credentials set access_failed_count = 0, lockout_end = null
                where id = {1} and not exists (select 1 from known_devices where device_id = {0} and account_id = {1});
            insert into known_devices (device_id, account_id, last_used_at, failures) values ({0}, {1}, {2}, 0)
            on conflict (device_id, account_id) do update set last_used_at = excluded.last_used_at, failures = 0
            """,
            [device, account.Id.Value, db.Stored(clock.GetUtcNow())],
            cancellation
        );
        cookie.Write(device);
    }

    /// <summary>What was right and signs in to nothing by itself leaves the count as it was: not one more, and no end of those before.</summary>
    /// <param name="account">The default where no try was claimed.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task GiveBackAsync(AccountId account, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(
            """
            update credentials set access_failed_count = access_failed_count - 1, lockout_end = null
                where id = {1} and access_failed_count > 0
                and not exists (select 1 from known_devices where device_id = {0} and account_id = {1});
            update known_devices set failures = failures - 1 where device_id = {0} and account_id = {1} and failures > 0
            """,
            [Device, account.Value],
            cancellation
        );

    /// <summary>A new password was chosen here: who knew the old one has no privilege left, and this browser alone is known.</summary>
    public async Task RenewedAsync(Credentials account, CancellationToken cancellation)
    {
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        await SucceededAsync(account, cancellation);
    }

    private Guid Device => cookie.Read() ?? Guid.Empty;

    private IQueryable<KnownDevice> Here(AccountId account)
    {
        var device = Device;
        return db.KnownDevices.Where(d => d.AccountId == account && d.DeviceId == device);
    }
}
