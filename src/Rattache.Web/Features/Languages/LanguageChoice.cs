using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Languages;

/// <summary>Keeps a person's language with their account, where letters look for it, and with the browser, where pages do (ADR 0015).</summary>
public sealed class LanguageChoice(RattacheDb db, LanguageCookie cookie, TimeProvider clock)
{
    /// <summary>Somebody chose a language in a page.</summary>
    public async Task ChooseAsync(HttpContext http, Language language, CancellationToken cancellation)
    {
        var signedIn = http.User.Identity is { IsAuthenticated: true };
        if (signedIn)
        {
            await KeepAsync(await FindAsync(http.User.AccountId(), cancellation), language, http.Address(), cancellation);
        }

        cookie.Write(http, language, isFresh: !signedIn);
    }

    /// <summary>
    /// Somebody signs in: what they have just chosen goes to their account; else the browser follows the account; and an account
    /// that has no language yet takes that of the page.
    /// </summary>
    public async Task FollowAsync(HttpContext http, AccountId account, CancellationToken cancellation)
    {
        var own = await FindAsync(account, cancellation);
        var isFresh = cookie.Read(http) is { IsFresh: true };
        var language = isFresh ? Language.Current : own.Language ?? Language.Current;
        if (isFresh || language != Language.French) // which an account without a language has anyhow
        {
            await KeepAsync(own, language, http.Address(), cancellation);
        }

        if (isFresh || language != Language.Current)
        {
            cookie.Write(http, language, isFresh: false);
        }
    }

    // Sign-in has read it already: no second command.
    private async Task<Credentials> FindAsync(AccountId account, CancellationToken cancellation) =>
        await db.Users.FindAsync([account], cancellation) ?? throw new InvalidOperationException($"{account} signs in without credentials.");

    private async Task KeepAsync(Credentials own, Language language, string? from, CancellationToken cancellation)
    {
        if (own.Language == language)
        {
            return;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([own.Id], cancellation);
        await db.Entry(own).ReloadAsync(cancellation); // it was read before the lock
        own.Language = language;
        db.Record(clock.GetUtcNow(), AuditKinds.LanguageChanged, AuditKinds.Ok, own.Id, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
