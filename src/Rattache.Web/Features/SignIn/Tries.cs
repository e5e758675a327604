using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Counts wrong passwords, apart for each browser that an account knows: whoever guesses from elsewhere shuts out everybody
/// elsewhere for a while, but never the owner's own browser. Ten wrong in a row from a known one make it unknown, and wait.
/// (OWASP, <em>Slow Down Online Guessing Attacks with Device Cookies</em>; ASVS 5.0, 6.3.1.)
/// </summary>
public sealed class Tries(RattacheDb db, DeviceCookie cookie, TimeProvider clock)
{
    /// <summary>In a row, from browsers that the account does not know.</summary>
    public const int MostFromElsewhere = 10;
    public const int MostFromKnownDevice = 10;
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    public async Task<bool> MayTryAsync(Credentials account, CancellationToken cancellation) =>
        account.LockoutEnd is not { } end || end <= clock.GetUtcNow() || await Here(account.Id).AnyAsync(cancellation);

    /// <param name="account">The default where there is none: the same questions are asked, so that the answer takes as long.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task FailedAsync(AccountId account, CancellationToken cancellation)
    {
        var known = await Here(account).ExecuteUpdateAsync(set => set.SetProperty(d => d.Failures, d => d.Failures + 1), cancellation);
        if (known == 0)
        {
            await FailedElsewhereAsync(account, cancellation);
            return;
        }

        if (await Here(account).Where(d => d.Failures >= MostFromKnownDevice).ExecuteDeleteAsync(cancellation) > 0)
        {
            await WaitAsync(Counted(account), cancellation);
        }
    }

    /// <summary>From now on this browser is known, and its own count begins anew. What was tried from elsewhere ends with the first right password from there.</summary>
    public async Task SucceededAsync(Credentials account, CancellationToken cancellation)
    {
        var id = account.Id;
        if (account.AccessFailedCount > 0)
        {
            await Counted(id).Where(c => !Here(id).Any()).ExecuteUpdateAsync(set => set.SetProperty(c => c.AccessFailedCount, 0), cancellation);
        }

        await MeetAsync(id, clock.GetUtcNow(), cancellation);
    }

    /// <summary>A new password was chosen here: who knew the old one has no privilege left, and this browser alone is known.</summary>
    public async Task RenewedAsync(Credentials account, CancellationToken cancellation)
    {
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        await SucceededAsync(account, cancellation);
    }

    // Counted in the database, not in what this request read: a hundred guesses at once are a hundred.
    private async Task FailedElsewhereAsync(AccountId account, CancellationToken cancellation)
    {
        await Counted(account).ExecuteUpdateAsync(set => set.SetProperty(c => c.AccessFailedCount, c => c.AccessFailedCount + 1), cancellation);
        await WaitAsync(Counted(account).Where(c => c.AccessFailedCount >= MostFromElsewhere), cancellation);
    }

    private Task<int> WaitAsync(IQueryable<Credentials> accounts, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Wait;
        return accounts.ExecuteUpdateAsync(set => set.SetProperty(c => c.AccessFailedCount, 0).SetProperty(c => c.LockoutEnd, until), cancellation);
    }

    // One command, whether it was known or not; two at once from one browser are one.
    private async Task MeetAsync(AccountId account, DateTimeOffset now, CancellationToken cancellation)
    {
        var device = cookie.Read() ?? Guid.NewGuid();
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into known_devices (device_id, account_id, last_used_at, failures) values ({0}, {1}, {2}, 0)
            on conflict (device_id, account_id) do update set last_used_at = excluded.last_used_at, failures = 0
            """,
            [device, account.Value, db.Stored(now)],
            cancellation
        );
        cookie.Write(device);
    }

    private IQueryable<Credentials> Counted(AccountId account) => db.Users.Where(c => c.Id == account);

    private IQueryable<KnownDevice> Here(AccountId account)
    {
        var device = cookie.Read() ?? Guid.Empty;
        return db.KnownDevices.Where(d => d.AccountId == account && d.DeviceId == device);
    }
}
