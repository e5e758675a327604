using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
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
    /// <param name="addresses">Verified, of all accounts that become one.</param>
    public void Merged(string keptLogin, IEnumerable<string> absorbedLogins, IEnumerable<Recipient> addresses, DateTimeOffset now) =>
        Tell("merged", addresses, now, [absorbedLogins, keptLogin, now]);

    public async Task UndoneAsync(
        string keptLogin,
        string absorbedLogin,
        IReadOnlyCollection<AccountId> parties,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var addresses = await db
            .Users.Where(c => parties.Contains(c.Id) && c.EmailConfirmed && c.Email != null)
            .Select(c => new Recipient(
                c.Email!,
                new(c.Language, Clocks.Find(db.NotificationPreferences.Where(p => p.AccountId == c.Id).Select(p => p.TimeZone).FirstOrDefault()))
            ))
            .ToListAsync(cancellation);
        Tell("undone", addresses, now, [absorbedLogin, keptLogin, now]);
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
