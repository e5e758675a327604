using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>Sends a code to an address that somebody says is theirs: when they activate, and when they change it.</summary>
public sealed class EmailProof(Mails mails)
{
    public const int MostCodesAnHour = 5;

    /// <summary>
    /// Adds the proof, the letter and the audit to what the caller saves. The caller has locked the account's guard, or has
    /// just made its credentials, so that two at once do not both count four.
    /// </summary>
    public async Task<EmailProofStart> StartAsync(
        RattacheDb db,
        AccountId account,
        string login,
        EmailAddress address,
        DateTimeOffset now,
        string? from,
        CancellationToken cancellation
    )
    {
        var hourAgo = now - TimeSpan.FromHours(1);
        if (
            await db.Audit.CountAsync(e => e.Subject == account && e.Kind == AuditKinds.EmailCodeSent && e.At > hourAgo, cancellation)
            >= MostCodesAnHour
        )
        {
            return EmailProofStart.TooMany;
        }

        var code = AddressProof.NewCode();
        var (hash, salt) = SaltedCode.Of(code);
        var until = now + AddressProof.Life;
        await db.AddressProofs.Where(p => p.AccountId == account).ExecuteDeleteAsync(cancellation);
        db.AddressProofs.Add(
            new()
            {
                AccountId = account,
                Address = address.Value,
                CodeHash = hash,
                Salt = salt,
                ExpiresAt = until,
            }
        );
        // Whoever asks is who reads it.
        mails.Enqueue(db, now, new(address.Value, Language.Current), "email-code", $"{code[..3]} {code[3..]}", login, until);
        db.Record(now, AuditKinds.EmailCodeSent, AuditKinds.Ok, account, address: from);
        return EmailProofStart.Sent;
    }
}

public enum EmailProofStart
{
    Sent = 1,

    /// <summary>Five codes in an hour: somebody's mailbox is being filled, or the mails do not arrive.</summary>
    TooMany,
}
