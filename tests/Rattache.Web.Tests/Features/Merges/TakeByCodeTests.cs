using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>What becomes of an account that was gathered by the code on its sheet, and of the sheet (ADR 0014).</summary>
public sealed class TakeByCodeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sheet_OfAGatheredAccount_OpensNothing()
    {
        await app.People.RelativeAsync("found.kept");
        await app.People.RelativeAsync("found.finder");
        var (_, code) = await app.NotActivatedAsync("found.other");
        var kept = await app.GatherByCodeAsync("found.kept", "found.other", code);

        await ShouldOpenNothingAsync("found.other", code, "found.finder");
        await kept.DetachAsync();
        await ShouldOpenNothingAsync("found.other", code, "found.finder");
    }

    [Fact]
    public async Task Undo_GivesEachItsChildrenBack_AndSaysThatTheSchoolGivesANewCode()
    {
        var school = await app.People.SchoolAsync("École des Charmes");
        var kept = await app.People.RelativeAsync("apart.kept");
        var (other, code) = await app.NotActivatedAsync("apart.other");
        await app.People.ChildAsync("Un", school, "CP", kept);
        await app.People.ChildAsync("Deux", school, "CE2", other);
        var before = (await ViewAsync(kept), await ViewAsync(other));
        var visitor = await app.GatherByCodeAsync("apart.kept", "apart.other", code);
        (await ViewAsync(kept)).Children.Length.ShouldBe(2);

        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        visitor.Page.Body!.TextContent.ShouldContain("demandez un nouveau code à l’école");
        await visitor.PressAsync("Détacher");

        var after = (await ViewAsync(kept), await ViewAsync(other));
        after.Item1.ShouldBe(before.Item1);
        after.Item2.ShouldBe(
            before.Item2 with
            {
                Root = before.Item2.Root with { Activated = true },
            },
            "that it was taken is not the merge's to take back"
        );
        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Letters_PromiseNoPasswordThatTheAccountDoesNotHave()
    {
        await app.People.RelativeAsync("letter.kept", with: person => person.Email = "letter@example.org");
        var (_, code) = await app.NotActivatedAsync("letter.other");
        var visitor = await app.GatherByCodeAsync("letter.kept", "letter.other", code);
        await visitor.DetachAsync();

        var letters = await app.MailsToAsync("letter@example.org");
        letters.Count.ShouldBe(2);
        var merged = letters.Single(l => l.Subject == "Vos comptes sont rattachés").Text;
        var undone = letters.Single(l => l.Subject == "Un compte est détaché").Text;
        merged.ShouldContain("letter.other est rattaché à letter.kept");
        merged.ShouldNotContain("son propre mot de passe");
        undone.ShouldContain("letter.other n’a pas de mot de passe\u00A0: pour l’ouvrir, demandez un nouveau code à l’école.");
        undone.ShouldNotContain("avec son mot de passe");
    }

    [Fact]
    public async Task Undo_OfAnAccountWithAPassword_SaysThatItKeepsIt()
    {
        await app.People.RelativeAsync("keeps.kept");
        await app.People.RelativeAsync("keeps.other");
        var visitor = await app.GatherAsync("keeps.kept", "keeps.other");
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        visitor.Page.Body!.TextContent.ShouldContain("avec ses enfants et son mot de passe");
    }

    [Fact]
    public async Task NewSheet_OnceDetached_OpensTheAccountAgain()
    {
        var school = await app.People.SchoolAsync("École des Ormes");
        await app.People.RelativeAsync("sheet.new.kept");
        var (other, old) = await app.NotActivatedAsync("sheet.new.other");
        await app.People.ChildAsync("Deux", school, "CE2", other);
        (await SheetAsync(school)).ShouldBe([("sheet.new.other", old)]);
        var visitor = await app.GatherByCodeAsync("sheet.new.kept", "sheet.new.other", old);
        (await SheetAsync(school)).ShouldBeEmpty("nobody activates what is read through another account");
        await visitor.DetachAsync();

        var (login, fresh) = (await SheetAsync(school)).ShouldHaveSingleItem();
        fresh.ShouldNotBe(old);
        await app.ActivateAsync(login, fresh);

        var owner = await app.SignedInAsync("sheet.new.other");
        owner.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).ShouldBe(["Deux Cavel"]);
        (await SheetAsync(school)).ShouldBeEmpty();
        await ShouldOpenNothingAsync("sheet.new.other", fresh, "sheet.new.kept");
    }

    [Fact]
    public async Task NewSheet_OnceDetached_GathersAgain_AndActivatesOnce()
    {
        var school = await app.People.SchoolAsync("École des Saules");
        await app.People.RelativeAsync("twice.kept");
        var (other, code) = await app.NotActivatedAsync("twice.other");
        await app.People.ChildAsync("Deux", school, "CE2", other);
        await (await app.GatherByCodeAsync("twice.kept", "twice.other", code)).DetachAsync();
        var (_, fresh) = (await SheetAsync(school)).ShouldHaveSingleItem();

        await app.GatherByCodeAsync("twice.kept", "twice.other", fresh);

        (await app.IsAbsorbedAsync(other)).ShouldBeTrue();
        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Subject == other && e.Kind == "activation", Cancellation)).ShouldBe(1);
    }

    private async Task ShouldOpenNothingAsync(string login, string code, string finder)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/activation");
        await visitor.PressAsync("Continuer", ("identifiant", login), ("code", code));
        visitor.Problem().ShouldContain("ou le compte est déjà activé");
        await visitor.SignInAsync(login, code);
        visitor.Problem().ShouldContain("ne correspond pas");
        await visitor.SignInAsync(finder);
        await visitor.ProveAsync(login, code);
        visitor.Problem().ShouldContain("L’identifiant ne va pas avec ce mot de passe ou ce code");
    }

    private async Task<AccountView> ViewAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return AccountView.Of(await db.LoadGraphAsync([account], Cancellation), account);
    }

    /// <summary>What <c>rattache codes</c> prints for the parents of a school.</summary>
    private async Task<(string Login, string Code)[]> SheetAsync(SchoolId school)
    {
        await using var db = app.OpenDb();
        var codes = app.Services.GetRequiredService<ActivationCodes>();
        return
        [
            .. (await CodeSheet.OfAsync(db, school, Cancellation))
                .Where(l => l.Kind == AccountKind.Relative)
                .Select(l => (l.Login, codes.Open(l.Id, l.Sealed))),
        ];
    }
}
