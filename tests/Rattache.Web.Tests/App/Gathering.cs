using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Tests.App;

/// <summary>The journey of MISSION, a step at a time.</summary>
public static class Gathering
{
    /// <summary>Step 1: signs in with the account to give up, and copies the key.</summary>
    public static async Task<string> TakeKeyAsync(this RattacheApp app, string login)
    {
        var visitor = app.Visitor();
        await visitor.SignInAsync(login);
        return await visitor.TakeKeyAsync();
    }

    public static async Task<string> TakeKeyAsync(this Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte");
        var button = visitor.Page.QuerySelectorAll("button").Any(b => b.TextContent == "Générer une clé de fusion")
            ? "Générer une clé de fusion"
            : "Générer une autre clé";
        await visitor.PressAsync(button);
        return visitor.Page.QuerySelector("#cle-faite")!.TextContent.Trim();
    }

    /// <summary>Step 2: signed in with the account to keep, pastes the key and comes to the check, or to a refusal.</summary>
    public static async Task<IHtmlDocument> PasteAsync(this Visitor visitor, string pasted)
    {
        await visitor.OpenAsync("/mon-compte");
        return await visitor.PressAsync("Continuer", ("cle", pasted));
    }

    public static Task<IHtmlDocument> ConfirmAsync(this Visitor visitor) => visitor.PressAsync("Confirmer le rattachement");

    public static async Task<Visitor> SignedInAsync(this RattacheApp app, string login)
    {
        var visitor = app.Visitor();
        await visitor.SignInAsync(login);
        return visitor;
    }

    /// <summary>A key as the application makes it, for an account whose page would not offer one.</summary>
    public static async Task<string> KeyOfAsync(this RattacheApp app, string login)
    {
        await using var db = app.OpenDb();
        var id = await db.Accounts.Where(a => a.Login == login).Select(a => a.Id).SingleAsync();
        return (await app.MakeKeyAsync(id)).ShouldBeOfType<KeyOutcome.Made>().Code.ToString();
    }

    /// <summary>In a browser of its own.</summary>
    public static async Task<KeyOutcome> MakeKeyAsync(this RattacheApp app, AccountId account)
    {
        var now = app.Clock.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = account,
            StartedAt = now,
            LastSeenAt = now,
            Proof = SessionProof.Password,
            Browser = "",
            System = "",
        };
        await using var db = app.OpenDb();
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        return await app.InScopeAsync(services =>
            services.GetRequiredService<MakeKey>().MakeAsync(account, session.Id, null, CancellationToken.None)
        );
    }

    /// <summary>The whole journey.</summary>
    public static async Task<Visitor> GatherAsync(this RattacheApp app, string kept, string absorbed)
    {
        var key = await app.TakeKeyAsync(absorbed);
        var visitor = await app.SignedInAsync(kept);
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();
        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait", customMessage: visitor.Page.Body!.TextContent);
        return visitor;
    }
}
