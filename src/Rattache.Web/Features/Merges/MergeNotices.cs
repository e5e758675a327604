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
    public void Merged(string keptLogin, IEnumerable<string> absorbedLogins, IEnumerable<string> addresses, DateTimeOffset now) =>
        Tell("merged", addresses, now, [Written.List(absorbedLogins), keptLogin, Written.Moment(now, Clocks.Zone)]);

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
            .Select(c => c.Email!)
            .ToListAsync(cancellation);
        Tell("undone", addresses, now, [absorbedLogin, keptLogin, Written.Moment(now, Clocks.Zone)]);
    }

    private void Tell(string code, IEnumerable<string> addresses, DateTimeOffset now, object?[] words)
    {
        foreach (var address in addresses.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            mails.Enqueue(db, now, address, code, words);
        }
    }
}
