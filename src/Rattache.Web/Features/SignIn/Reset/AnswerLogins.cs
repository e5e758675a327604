using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Somebody said that they forgot a login. The list goes to the address or the number that each of those accounts verified.
/// </summary>
public sealed class AnswerLogins(
    RattacheDb db,
    ResetMessages messages,
    SmsMessages sms,
    ILookupNormalizer normalizer,
    OutboxSignal signal,
    DepartureDelays delays,
    TimeProvider clock
)
{
    public async Task AnswerAsync(Asking asking, CancellationToken cancellation)
    {
        if (AskedFor.ContactOf(asking.Typed) is not { } contact)
        {
            return; // the page takes nothing else
        }

        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var found = await db.FindResetTargetsAsync(new AskedFor.At(contact), normalizer, delays.ClosedUpTo(now), cancellation);
        await db.LockGuardsAsync(found.Select(t => t.RootId), cancellation);
        var wanted = sms.CanReach(contact) ? found.Where(t => !t.IsShut).ToList() : [];
        var roots = found.Select(t => t.RootId).Distinct().ToList();
        var counts = await db.CountCodesAsync(AuditKinds.LoginsAsked, roots, [contact], asking.From, now, cancellation);
        var told = wanted.Where(t => counts.MaySend(t.RootId, contact)).ToList();
        if (told.Count > 0)
        {
            messages.Logins(db, contact.AsVerified(told), told, now);
        }

        // Whether anybody has it or not: what nobody has is asked for no more often.
        db.NoteSent(contact, now);
        var outcome = ResetRefusal.Of(found, nothingToSend: wanted.Count == 0, nothingLeft: told.Count == 0);
        var subjects = told.Count > 0 ? told.Select(t => t.RootId).Distinct() : roots;
        foreach (var subject in subjects.Select(id => (AccountId?)id).DefaultIfEmpty())
        {
            db.Record(now, AuditKinds.LoginsAsked, outcome, actor: null, subject, address: asking.From);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }
}
