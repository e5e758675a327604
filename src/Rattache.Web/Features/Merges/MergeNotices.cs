using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Merges;

/// <summary>
/// Tells both sides, so that nobody's account is gathered behind their back: each verified address once, with logins and time
/// only. No child, no school, no key, no link that acts by itself (DESIGN §4).
/// </summary>
public sealed class MergeNotices(RattacheDb db, Mails mails)
{
    /// <param name="addresses">Verified, of all accounts that become one, and of all that they had absorbed.</param>
    public void Merged(MergePlan.Ready plan, IEnumerable<Recipient> addresses, DateTimeOffset now)
    {
        var code =
            plan.Joining.Length > 1 ? "merged-several"
            : plan.Merges[0].Proof == MergeProof.FirstCode ? "merged-without-password"
            : "merged";
        Tell(code, addresses, now, [plan.Joining.Select(j => j.View.Root.Login), plan.Kept.Root.Login, now]);
    }

    /// <param name="tree">Every account of it before the cut: who is further up or down is told too.</param>
    public async Task UndoneAsync(
        AccountFacts kept,
        AccountFacts absorbed,
        IReadOnlyCollection<AccountId> tree,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var parties = await db
            .Users.Where(c => tree.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                HasPassword = c.PasswordHash != null,
                Address = c.EmailConfirmed ? c.Email : null,
                Reading = new Reading(
                    c.Language,
                    Clocks.Find(db.NotificationPreferences.Where(p => p.AccountId == c.Id).Select(p => p.TimeZone).FirstOrDefault())
                ),
            })
            .ToListAsync(cancellation);
        // Gathered by its first-time code: it takes a new one to open it (ADR 0014).
        var code = !absorbed.Federated && parties.Exists(p => p.Id == absorbed.Id && !p.HasPassword) ? "undone-without-password" : "undone";
        var addresses = parties.Where(p => p.Address is not null).Select(p => new Recipient(p.Address!, p.Reading));
        Tell(code, addresses, now, [absorbed.Login, kept.Login, now]);
    }

    private void Tell(string code, IEnumerable<Recipient> addresses, DateTimeOffset now, object?[] words)
    {
        // Who shares a mailbox with their other account gets one letter, in a language and by the clocks that one of the two chose.
        foreach (var mailbox in addresses.GroupBy(a => a.Address, a => a.Reading, StringComparer.OrdinalIgnoreCase))
        {
            mails.Enqueue(db, now, new(mailbox.Key, mailbox.Aggregate((reading, other) => reading.Or(other))), code, words);
        }
    }
}
