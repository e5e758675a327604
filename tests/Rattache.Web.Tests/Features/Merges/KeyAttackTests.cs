using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>What somebody might try with a key, or to get at one (DESIGN §3).</summary>
public sealed class KeyAttackTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Useless = "Cette clé ne fonctionne pas";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_InTheDatabase_IsItsSha256Alone()
    {
        var id = await app.People.RelativeAsync("stored.key");
        var key = await app.TakeKeyAsync("stored.key");
        await using var db = app.OpenDb();
        var row = await db.MergeKeys.SingleAsync(k => k.AccountId == id, Cancellation);
        row.Hash.ShouldBe(MergeCode.FindAll(key).ShouldHaveSingleItem().Hash());
        row.Hash.Length.ShouldBe(32);
        Guid.Parse(key).Version.ShouldBe(4);
    }

    [Fact]
    public async Task Keys_OfOneAccount_NeverTwoAliveHoweverManyPressAtOnce()
    {
        var id = await app.People.RelativeAsync("alive.once");
        var browsers = new List<Visitor>();
        for (var i = 0; i < 5; i++)
        {
            browsers.Add(await app.SignedInAsync("alive.once"));
        }

        await Task.WhenAll(browsers.Select(b => b.TakeKeyAsync()));

        await using var db = app.OpenDb();
        (await db.MergeKeys.CountAsync(k => k.AccountId == id, Cancellation)).ShouldBe(5);
        (await db.MergeKeys.CountAsync(k => k.AccountId == id && k.RevokedAt == null && k.UsedAt == null, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Preview_OfAnotherAccountsSession_DoesNotConfirmInThisOne()
    {
        var absorbed = await app.People.RelativeAsync("other.session.absorbed");
        await app.People.RelativeAsync("other.session.kept");
        await app.People.RelativeAsync("other.session.thief");
        var key = await app.TakeKeyAsync("other.session.absorbed");
        var kept = await app.SignedInAsync("other.session.kept");
        var digest = (await kept.PasteAsync(key)).QuerySelector("input[name=vu]")!.GetAttribute("value")!;
        var thief = await app.SignedInAsync("other.session.thief");
        await thief.PasteAsync(key);

        await thief.PressAsync("Confirmer le rattachement", ("vu", digest));

        thief.Page.Body!.TextContent.ShouldContain("Vérifiez de nouveau");
        (await IsAbsorbedAsync(absorbed)).ShouldBeFalse();
    }

    [Fact]
    public async Task FormOfAnotherSession_IsRefused()
    {
        var absorbed = await app.People.RelativeAsync("stolen.form.absorbed");
        await app.People.RelativeAsync("stolen.form.kept");
        await app.People.RelativeAsync("stolen.form.thief");
        var key = await app.TakeKeyAsync("stolen.form.absorbed");
        var kept = await app.SignedInAsync("stolen.form.kept");
        var proof = (await kept.PasteAsync(key))
            .QuerySelector("form[action*='Confirm'] input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        var thief = await app.SignedInAsync("stolen.form.thief");
        await thief.PasteAsync(key);

        await thief.PressAsync("Confirmer le rattachement", ("__RequestVerificationToken", proof));

        ((int)thief.Status).ShouldBe(400);
        (await IsAbsorbedAsync(absorbed)).ShouldBeFalse();
    }

    [Fact]
    public async Task Merge_EndsTheKeysOfBothTrees()
    {
        await app.People.RelativeAsync("ends.root");
        await app.People.RelativeAsync("ends.leaf");
        await app.People.RelativeAsync("ends.stranger");
        var keyOfRoot = await app.TakeKeyAsync("ends.root");
        await app.GatherAsync("ends.root", "ends.leaf");
        var stranger = await app.SignedInAsync("ends.stranger");
        (await stranger.PasteAsync(keyOfRoot)).QuerySelector(".r-problem")!.TextContent.ShouldContain(Useless);
    }

    [Fact]
    public async Task RefusedMerge_LeavesTheKeyWhole()
    {
        await app.People.RelativeAsync("whole.held", with: p => p.Held = true);
        await app.People.RelativeAsync("whole.kept");
        await app.People.RelativeAsync("whole.absorbed");
        var key = await app.TakeKeyAsync("whole.absorbed");
        var refused = await app.SignedInAsync("whole.held");
        (await refused.PasteAsync(key)).QuerySelector(".r-problem").ShouldNotBeNull();
        var kept = await app.SignedInAsync("whole.kept");
        await kept.PasteAsync(key);
        await kept.ConfirmAsync();
        kept.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait");
    }

    [Fact]
    public async Task PageOfTheKey_PutsItInNoAddressAServerSees()
    {
        await app.People.RelativeAsync("address.of.key");
        var visitor = await app.SignedInAsync("address.of.key");
        var key = await visitor.TakeKeyAsync();
        visitor.Path.ToString().ShouldNotContain(key);
        foreach (var attribute in visitor.Page.All.SelectMany(e => e.Attributes).Where(a => a.Name is "href" or "action" or "formaction" or "src"))
        {
            attribute.Value.ShouldNotContain(key);
        }
    }

    [Fact]
    public async Task OnlyKeysThatDoNotWork_CountAsFailed()
    {
        await app.People.RelativeAsync("mistaken.often");
        await app.People.RelativeAsync("mistaken.other");
        var visitor = await app.SignedInAsync("mistaken.often");
        var own = await visitor.TakeKeyAsync();
        for (var i = 0; i < 11; i++)
        {
            await visitor.PasteAsync(own);
        }

        await visitor.PasteAsync(await app.TakeKeyAsync("mistaken.other"));
        visitor.Page.QuerySelector(".r-problem").ShouldBeNull();
    }

    private async Task<bool> IsAbsorbedAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Merges.AnyAsync(m => m.AbsorbedId == account && m.UndoneAt == null, Cancellation);
    }
}
