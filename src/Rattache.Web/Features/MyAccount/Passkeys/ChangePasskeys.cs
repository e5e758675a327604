using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Passkeys;

/// <summary>Adds, names and removes the passkeys of an account. Identity keeps them; the owner is told by mail of each that comes or goes.</summary>
public sealed class ChangePasskeys(
    RattacheDb db,
    UserManager<Credentials> users,
    IPasskeyHandler<Credentials> passkeys,
    Mails mails,
    OutboxSignal signal,
    TimeProvider clock
)
{
    public const int Most = 10;
    public const int LongestName = 60;

    /// <summary>Newest last.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> ListAsync(AccountId account, CancellationToken cancellation) =>
        [.. (await users.GetPasskeysAsync(await ReadAsync(account, cancellation))).OrderBy(p => p.CreatedAt)];

    /// <param name="answer">What the browser says that the authenticator said, as JSON.</param>
    /// <param name="challenge">That it answers.</param>
    /// <returns>Null when it is no answer to this challenge, or there are <see cref="Most"/> already.</returns>
    public async Task<Credentials?> AddAsync(
        HttpContext http,
        AccountId account,
        string answer,
        string? challenge,
        string name,
        CancellationToken cancellation
    )
    {
        var result = await passkeys.PerformAttestationAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = answer,
                AttestationState = challenge,
            }
        );
        if (!result.Succeeded || result.UserEntity.Id != account.ToString())
        {
            return null;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await OwnAsync(account, cancellation);
        if ((await users.GetPasskeysAsync(own)).Count >= Most)
        {
            return null;
        }

        result.Passkey.Name = name;
        Tell(own, AuditKinds.PasskeyAdded, "passkey-added", name, http.Address());
        Check(await users.AddOrUpdatePasskeyAsync(own, result.Passkey));
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return own;
    }

    /// <summary>Nothing happens to one that is gone meanwhile.</summary>
    public async Task RenameAsync(AccountId account, string id, string name, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await OwnAsync(account, cancellation);
        if (await FindAsync(own, id) is not { } passkey)
        {
            return;
        }

        passkey.Name = name;
        db.Record(clock.GetUtcNow(), AuditKinds.PasskeyRenamed, AuditKinds.Ok, account, address: from);
        Check(await users.AddOrUpdatePasskeyAsync(own, passkey));
        await transaction.CommitAsync(cancellation);
    }

    public async Task RemoveAsync(AccountId account, string id, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await OwnAsync(account, cancellation);
        if (await FindAsync(own, id) is not { } passkey)
        {
            return;
        }

        Tell(own, AuditKinds.PasskeyRemoved, "passkey-removed", passkey.Name ?? "", from);
        Check(await users.RemovePasskeyAsync(own, passkey.CredentialId));
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    /// <summary>As it stands in addresses.</summary>
    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>Of whoever asks; another's is not found.</summary>
    public async Task<UserPasskeyInfo?> FindAsync(AccountId account, string id, CancellationToken cancellation) =>
        await FindAsync(await ReadAsync(account, cancellation), id);

    private async Task<UserPasskeyInfo?> FindAsync(Credentials own, string id) =>
        Base64Url.IsValid(id) ? await users.GetPasskeyAsync(own, Base64Url.DecodeFromChars(id)) : null;

    // Not to be changed: whoever changes reads anew, under the lock.
    private Task<Credentials> ReadAsync(AccountId account, CancellationToken cancellation) =>
        db.Users.AsNoTracking().SingleAsync(c => c.Id == account, cancellation);

    private Task<Credentials> OwnAsync(AccountId account, CancellationToken cancellation) => db.Users.SingleAsync(c => c.Id == account, cancellation);

    private void Tell(Credentials own, string kind, string letter, string name, string? from)
    {
        var now = clock.GetUtcNow();
        if (own.Mailbox(Clocks.Current) is { } address)
        {
            mails.Enqueue(db, now, address, letter, own.UserName, name, now);
        }

        db.Record(now, kind, AuditKinds.Ok, own.Id, address: from);
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(result.ToString());
        }
    }
}
