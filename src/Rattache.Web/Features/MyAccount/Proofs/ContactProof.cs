using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>Sends a code to an address or a number that somebody says is theirs: when they activate, and when they change it.</summary>
public sealed class ContactProof(Messages messages)
{
    /// <summary>
    /// Adds the proof, the message and the audit to what the caller saves. The caller has locked the account's guard, or has
    /// just made its credentials, so that two at once do not both count four.
    /// </summary>
    public async Task<ProofStart> StartAsync(
        RattacheDb db,
        AccountId account,
        string login,
        Contact contact,
        DateTimeOffset now,
        string? from,
        CancellationToken cancellation
    )
    {
        var (kind, message) = contact.Channel == Channel.Mail ? (AuditKinds.EmailCodeSent, "email-code") : (AuditKinds.MobileCodeSent, "mobile-code");
        var counts = await db.CountCodesAsync(kind, [account], [contact], from, now, cancellation);
        if (!counts.MaySend(account, contact))
        {
            return ProofStart.TooMany;
        }

        var (proof, code) = AddressProof.Of(account, contact, now);
        await db.AddressProofs.Where(p => p.AccountId == account && p.Channel == contact.Channel).ExecuteDeleteAsync(cancellation);
        db.AddressProofs.Add(proof);
        db.NoteSent(contact, now);
        // Whoever asks is who reads it.
        var to = contact with
        {
            Reading = Reading.Current,
        };
        messages.Enqueue(db, now, to, message, proof.ExpiresAt, $"{code[..3]} {code[3..]}", login, proof.ExpiresAt);
        db.Record(now, kind, AuditKinds.Ok, account, address: from);
        return ProofStart.Sent;
    }
}

public enum ProofStart
{
    Sent = 1,

    /// <summary>Too many within an hour: somebody's mailbox or telephone is being filled, or nothing arrives.</summary>
    TooMany,
}
