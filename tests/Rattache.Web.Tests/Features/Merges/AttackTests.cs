using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>One for each sentence of DESIGN §3 and §4 that somebody might try.</summary>
public sealed class AttackTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirm_WithADigestOfAnotherPreview_OnlyPreviewsAgain()
    {
        var absorbed = await app.People.RelativeAsync("digest.absorbed");
        await app.People.RelativeAsync("digest.kept");
        var key = await app.TakeKeyAsync("digest.absorbed");
        var visitor = await app.SignedInAsync("digest.kept");
        await visitor.PasteAsync(key);

        await visitor.PressAsync("Confirmer le rattachement", ("vu", new string('0', 64)));

        visitor.Page.Body!.TextContent.ShouldContain("Vérifiez de nouveau");
        (await IsAbsorbedAsync(absorbed)).ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_AfterAnImportAddedAChild_PreviewsAgain()
    {
        var absorbed = await app.People.RelativeAsync("grown.absorbed");
        await app.People.RelativeAsync("grown.kept");
        var key = await app.TakeKeyAsync("grown.absorbed");
        var visitor = await app.SignedInAsync("grown.kept");
        await visitor.PasteAsync(key);
        await app.People.ChildAsync("Nouveau", await app.People.SchoolAsync("École Neuve"), "CP", absorbed);

        await visitor.ConfirmAsync();

        visitor.Page.Body!.TextContent.ShouldContain("Vérifiez de nouveau");
        visitor.Page.Body!.TextContent.ShouldContain("Nouveau (CP, École Neuve)");
        await visitor.ConfirmAsync();
        (await IsAbsorbedAsync(absorbed)).ShouldBeTrue();
    }

    [Fact]
    public async Task Confirm_Replayed_IsRefused()
    {
        await app.People.RelativeAsync("replay.absorbed");
        await app.People.RelativeAsync("replay.kept");
        var key = await app.TakeKeyAsync("replay.absorbed");
        var visitor = await app.SignedInAsync("replay.kept");
        var check = await visitor.PasteAsync(key);
        var fields = check
            .QuerySelectorAll("form[action*='Confirm'] input")
            .ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        await visitor.ConfirmAsync();

        using var again = new FormUrlEncodedContent(fields);
        using var response = await visitor.Client.PostAsync(new Uri("/mon-compte/rattacher?handler=Confirm", UriKind.Relative), again, Cancellation);

        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Cette clé ne fonctionne pas");
    }

    [Fact]
    public async Task Confirm_WithoutTheFormsProof_IsRefused()
    {
        var absorbed = await app.People.RelativeAsync("forged.absorbed");
        await app.People.RelativeAsync("forged.kept");
        var key = await app.TakeKeyAsync("forged.absorbed");
        var visitor = await app.SignedInAsync("forged.kept");

        using var forged = new FormUrlEncodedContent([new("cle", key)]);
        using var response = await visitor.Client.PostAsync(new Uri("/mon-compte/rattacher?handler=Confirm", UriKind.Relative), forged, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsAbsorbedAsync(absorbed)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/mon-compte/rattacher?cle={0}")]
    [InlineData("/mon-compte/rattacher?handler=Confirm&cle={0}")]
    [InlineData("/mon-compte?handler=Key&cle={0}")]
    public async Task Get_WithAKey_ChangesNothing(string path)
    {
        var number = Math.Abs(path.GetHashCode(StringComparison.Ordinal));
        var absorbed = await app.People.RelativeAsync($"get.absorbed{number}");
        await app.People.RelativeAsync($"get.kept{number}");
        var key = await app.TakeKeyAsync($"get.absorbed{number}");
        var visitor = await app.SignedInAsync($"get.kept{number}");

        await visitor.OpenAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, key));

        (await IsAbsorbedAsync(absorbed)).ShouldBeFalse();
    }

    [Fact]
    public async Task Key_Expired_IsRefused()
    {
        await using var own = new RattacheApp();
        await own.InitializeAsync();
        await own.People.RelativeAsync("late.absorbed");
        await own.People.RelativeAsync("late.kept");
        var key = await own.TakeKeyAsync("late.absorbed");
        own.Clock.Advance(TimeSpan.FromMinutes(30));
        var visitor = await own.SignedInAsync("late.kept");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Cette clé ne fonctionne pas");
        await using var db = own.OpenDb();
        (await db.Audit.Where(e => e.Kind == "key.pasted").Select(e => e.Outcome).SingleAsync(Cancellation)).ShouldBe("merge.key-invalid/expired");
    }

    [Fact]
    public async Task Key_Revoked_IsRefused()
    {
        await app.People.RelativeAsync("revoked.absorbed");
        await app.People.RelativeAsync("revoked.kept");
        var owner = await app.SignedInAsync("revoked.absorbed");
        var key = await owner.TakeKeyAsync();
        await owner.PressAsync("Annuler cette clé");
        var visitor = await app.SignedInAsync("revoked.kept");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Cette clé ne fonctionne pas");
    }

    [Fact]
    public async Task Key_MadeAnew_EndsTheOldOne()
    {
        await app.People.RelativeAsync("anew.absorbed");
        await app.People.RelativeAsync("anew.kept");
        var owner = await app.SignedInAsync("anew.absorbed");
        var old = await owner.TakeKeyAsync();
        await owner.OpenAsync("/mon-compte");
        owner.Page.QuerySelector("#cle-faite").ShouldBeNull("a reload does not show it again");
        var key = await owner.TakeKeyAsync();
        var visitor = await app.SignedInAsync("anew.kept");
        await visitor.PasteAsync(old);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Cette clé ne fonctionne pas");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector(".r-problem").ShouldBeNull();
    }

    [Fact]
    public async Task Session_OfTheAbsorbedAccount_EndsOnTheNextRequestOnAnotherProcess()
    {
        await app.People.RelativeAsync("ended.absorbed");
        await app.People.RelativeAsync("ended.kept");
        await using var other = app.Another();
        var elsewhere = other.Visitor();
        await elsewhere.SignInAsync("ended.absorbed");
        await elsewhere.OpenAsync("/mon-compte");
        elsewhere.Path.ToString().ShouldBe("/mon-compte");

        await app.GatherAsync("ended.kept", "ended.absorbed");

        await elsewhere.OpenAsync("/mon-compte");
        elsewhere.Path.ToString().ShouldStartWith("/connexion");
    }

    [Fact]
    public async Task Limits_TenFailedPastes_StopTheEleventhEvenAfterARestart()
    {
        await app.People.RelativeAsync("limit.kept");
        await app.People.RelativeAsync("limit.absorbed");
        var visitor = await app.SignedInAsync("limit.kept");
        for (var i = 0; i < 10; i++)
        {
            await visitor.PasteAsync(Guid.NewGuid().ToString());
        }

        var key = await app.TakeKeyAsync("limit.absorbed");
        await using var restarted = app.Another();
        var again = restarted.Visitor();
        await again.SignInAsync("limit.kept");
        await again.PasteAsync(key);
        again.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Vous avez collé trop de clés qui ne fonctionnent pas");
    }

    [Fact]
    public async Task Limits_FiveKeysAnHour_StopTheSixth()
    {
        await app.People.RelativeAsync("limit.keys");
        var visitor = await app.SignedInAsync("limit.keys");
        for (var i = 0; i < 5; i++)
        {
            await visitor.TakeKeyAsync();
        }

        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Générer une autre clé");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("5 clés en une heure");
    }

    private async Task<bool> IsAbsorbedAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Merges.AnyAsync(m => m.AbsorbedId == account && m.UndoneAt == null, Cancellation);
    }
}
