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
    public Task MergedAsync(
        string keptLogin,
        IEnumerable<string> absorbedLogins,
        IReadOnlyCollection<AccountId> parties,
        DateTimeOffset now,
        CancellationToken cancellation
    ) => TellAsync("merged", parties, now, [Written.List(absorbedLogins), keptLogin, Written.Moment(now, Clocks.Zone)], cancellation);

    public Task UndoneAsync(
        string keptLogin,
        string absorbedLogin,
        IReadOnlyCollection<AccountId> parties,
        DateTimeOffset now,
        CancellationToken cancellation
    ) => TellAsync("undone", parties, now, [absorbedLogin, keptLogin, Written.Moment(now, Clocks.Zone)], cancellation);

    private async Task TellAsync(
        string code,
        IReadOnlyCollection<AccountId> parties,
        DateTimeOffset now,
        object?[] words,
        CancellationToken cancellation
    )
    {
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var address in Verified(db, [.. parties]).WithCancellation(cancellation))
        {
            if (told.Add(address))
            {
                mails.Enqueue(db, now, address, code, words);
            }
        }
    }

    private static readonly Func<RattacheDb, List<AccountId>, IAsyncEnumerable<string>> Verified = EF.CompileAsyncQuery(
        (RattacheDb db, List<AccountId> parties) =>
            db.Users.Where(c => parties.Contains(c.Id) && c.EmailConfirmed && c.Email != null).Select(c => c.Email!)
    );
}
