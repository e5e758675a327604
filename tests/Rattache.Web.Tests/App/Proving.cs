using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;

namespace Rattache.Web.Tests.App;

/// <summary>The other way to gather accounts: the other account's login, and its password or first-time code.</summary>
public static class Proving
{
    public const string Page = "/mon-compte/rattacher/identifiant";

    /// <summary>A first-time code, as on the sheet that a school hands out.</summary>
    public static async Task<string> GiveCodeAsync(this RattacheApp app, string login)
    {
        var code = ActivationCodes.Make();
        await using var db = app.OpenDb();
        var id = await db.Accounts.Where(account => account.Login == login).Select(account => account.Id).SingleAsync();
        db.ActivationCodes.Add(new(id, app.Services.GetRequiredService<ActivationCodes>().Seal(id, code), app.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return code;
    }

    /// <summary>Somebody whom the school knows and who has not activated their account yet, and the code on their sheet.</summary>
    public static async Task<(AccountId Id, string Code)> NotActivatedAsync(this RattacheApp app, string login)
    {
        var id = await app.People.RelativeAsync(login, password: null);
        return (id, await app.GiveCodeAsync(login));
    }

    public static async Task LockAsync(this RattacheApp app, AccountId account, bool locked = true)
    {
        await using var db = app.OpenDb();
        DateTimeOffset? since = locked ? app.Clock.GetUtcNow() : null;
        await db.Guards.Where(g => g.AccountId == account).ExecuteUpdateAsync(set => set.SetProperty(g => g.LockedAt, since));
    }

    /// <summary>As the sheet asks to.</summary>
    public static async Task<Visitor> ActivateAsync(this RattacheApp app, string login, string code)
    {
        var owner = app.Visitor();
        await owner.OpenAsync("/activation");
        await owner.PressAsync("Continuer", ("identifiant", login), ("code", code));
        await owner.ChooseAsync($"{login}@example.org");
        owner.Path.ToString().ShouldBe("/mon-compte/adresse/code", owner.Page.Body!.TextContent);
        return owner;
    }

    public static Task<IHtmlDocument> ChooseAsync(this Visitor owner, string address) =>
        owner.PressAsync("Activer mon compte", ("passe", People.Password), ("courriel", address), ("conditions", "true"));

    /// <summary>Signed in with the account to keep, comes to the check, or to a refusal.</summary>
    public static async Task<IHtmlDocument> ProveAsync(this Visitor visitor, string login, string secret = People.Password)
    {
        await visitor.OpenAsync(Page);
        return await visitor.PressAsync("Continuer", ("identifiant", login), ("secret", secret));
    }

    /// <summary>The whole way.</summary>
    public static async Task<Visitor> GatherByCodeAsync(this RattacheApp app, string kept, string absorbed, string code)
    {
        var visitor = await app.SignedInAsync(kept);
        await visitor.ProveAsync(absorbed, code);
        await visitor.ConfirmAsync();
        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait", customMessage: visitor.Page.Body!.TextContent);
        return visitor;
    }

    /// <summary>Detaches the one account gathered.</summary>
    public static async Task DetachAsync(this Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");
        visitor.Path.ToString().ShouldBe("/mon-compte", visitor.Page.Body!.TextContent);
    }

    public static string Problem(this Visitor visitor) =>
        visitor.Page.QuerySelector(".r-problem")?.TextContent ?? "no problem: " + visitor.Page.Body!.TextContent;

    /// <summary>What the page hands on of the proof.</summary>
    public static string Ticket(this Visitor visitor) => visitor.Page.QuerySelector("input[name=preuve]")!.GetAttribute("value")!;

    public static async Task<bool> IsAbsorbedAsync(this RattacheApp app, AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Merges.AnyAsync(m => m.AbsorbedId == account && m.UndoneAt == null);
    }
}
