using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.SecondFactor;

public sealed class VerifyTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Step = "/connexion/verification";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_WithASecondFactor_OpensNothingBeforeTheCode()
    {
        var (_, phone, _) = await PersonAsync("second.step");
        var visitor = app.Visitor();

        await visitor.OpenAsync("/mon-compte/historique");
        await visitor.PressAsync("Se connecter", ("identifiant", "second.step"), ("passe", People.Password));
        visitor.Path.ToString().ShouldBe(Step);
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith("/connexion?");

        await visitor.OpenAsync(Step);
        await visitor.PressAsync("Continuer", ("code", "000 000"));
        visitor.Page.QuerySelector("#code")!.GetAttribute("aria-invalid").ShouldBe("true");
        var code = phone.Next();
        await visitor.PressAsync("Continuer", ("code", $" {code[..3]} {code[3..]}"));
        visitor.Path.ToString().ShouldBe("/mon-compte/historique");
    }

    [Fact]
    public async Task Code_Used_OpensNothingAgain()
    {
        var (_, phone, _) = await PersonAsync("second.replay");
        var code = phone.Next();
        (await OpensAsync("second.replay", code)).ShouldBeTrue();
        (await OpensAsync("second.replay", code)).ShouldBeFalse();
        (await OpensAsync("second.replay", phone.Next())).ShouldBeTrue();
    }

    [Fact]
    public async Task Code_OfTwoMinutesAgo_IsWrong()
    {
        var (_, phone, _) = await PersonAsync("second.late");
        var code = phone.Next();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await OpensAsync("second.late", code)).ShouldBeFalse();
    }

    [Fact]
    public async Task RecoveryCode_ServesOnce_AndIsToldByMail()
    {
        var (_, _, codes) = await PersonAsync("second.recovery", "recovery@example.org");
        codes.Length.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);

        (await OpensAsync("second.recovery", codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).ShouldBeTrue();

        (await app.MailsToAsync("recovery@example.org")).ShouldContain(mail =>
            mail.Text.Contains("Codes de secours restants : 9", StringComparison.Ordinal)
        );
        (await OpensAsync("second.recovery", codes[3])).ShouldBeFalse();
        (await OpensAsync("second.recovery", codes[4])).ShouldBeTrue();
    }

    [Fact]
    public async Task RecoveryCode_TypedTwiceAtOnce_OpensOnce()
    {
        var (_, _, codes) = await PersonAsync("second.race");
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpensAsync("second.race", codes[0])));
        opened.Count(o => o).ShouldBe(1);
    }

    [Fact]
    public async Task RightCode_TypedWhileAPadlockTurns_Opens()
    {
        var (id, phone, codes) = await PersonAsync("second.meanwhile");
        for (var i = 0; i < 6; i++)
        {
            var visitor = await AtTheStepAsync("second.meanwhile");
            var code = i % 2 == 0 ? phone.Next() : codes[i];

            await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync("Continuer", ("code", code)));

            visitor.Path.ToString().ShouldBe("/mes-enfants", visitor.Page.Body!.TextContent);
        }
    }

    [Fact]
    public async Task WrongCodes_CountWithWrongPasswords_AndTheRightPasswordGivesNoNewTries()
    {
        var (id, phone, _) = await PersonAsync("second.guess");
        await using (var db = app.OpenDb())
        {
            await db.KnownDevices.Where(d => d.AccountId == id).ExecuteDeleteAsync(Cancellation);
        }

        for (var i = 0; i < Tries.MostFromElsewhere; i++)
        {
            (await OpensAsync("second.guess", "000000")).ShouldBeFalse();
        }

        (await OpensAsync("second.guess", phone.Next())).ShouldBeFalse("locked out for five minutes");
        app.Clock.Advance(Tries.Wait + TimeSpan.FromSeconds(1));
        (await OpensAsync("second.guess", phone.Next())).ShouldBeTrue();
    }

    [Fact]
    public async Task WrongCodes_ThirtyAtOnce_AreComparedTenTimes()
    {
        var (id, phone, _) = await PersonAsync("second.flood");
        await using (var db = app.OpenDb())
        {
            await db.KnownDevices.Where(d => d.AccountId == id).ExecuteDeleteAsync(Cancellation);
        }

        var windows = new List<Visitor>();
        for (var i = 0; i < 30; i++)
        {
            windows.Add(await AtTheStepAsync("second.flood"));
        }

        var right = windows[0];
        windows.RemoveAt(0);
        await Task.WhenAll(windows.Select(window => window.PressAsync("Continuer", ("code", "000000"))));
        await right.PressAsync("Continuer", ("code", phone.Code));

        windows.Count(w => Problem(w).Contains("ne correspond pas", StringComparison.Ordinal)).ShouldBe(Tries.MostFromElsewhere);
        windows.Append(right).Count(w => Problem(w).Contains("Trop d’essais", StringComparison.Ordinal)).ShouldBe(20);
        static string Problem(Visitor visitor) => visitor.Page.QuerySelector(".r-problem")!.TextContent;
    }

    [Fact]
    public async Task Step_AfterTenMinutesOrANewPassword_AsksForThePasswordAgain()
    {
        var (id, phone, _) = await PersonAsync("second.old");
        var late = await AtTheStepAsync("second.old");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await late.OpenAsync(Step);
        late.Path.ToString().ShouldBe("/connexion");

        var changed = await AtTheStepAsync("second.old");
        await using (var db = app.OpenDb())
        {
            await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.SecurityStamp, "another"), Cancellation);
        }

        await changed.PressAsync("Continuer", ("code", phone.Next()));
        changed.Path.ToString().ShouldBe("/connexion");
    }

    [Fact]
    public async Task Step_WithoutAPassword_LeadsToTheSignIn()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(Step);
        visitor.Path.ToString().ShouldBe("/connexion");
    }

    [Fact]
    public async Task Merged_TheRootsFactorCounts_AndAnAbsorbedOneSleeps()
    {
        await app.People.RelativeAsync("second.plain");
        await PersonAsync("second.absorbed");
        await JoinAsync("second.plain", "second.absorbed");
        (await OpensAsync("second.absorbed", null)).ShouldBeTrue("the root has none");

        var (_, phone, _) = await PersonAsync("second.kept");
        await app.People.RelativeAsync("second.joined");
        await JoinAsync("second.kept", "second.joined");
        (await OpensAsync("second.joined", null)).ShouldBeFalse("the root has one");
        (await OpensAsync("second.joined", phone.Next())).ShouldBeTrue();
    }

    [Fact]
    public async Task PasswordOnly_IsNoSignInInTheAudit()
    {
        var (id, phone, _) = await PersonAsync("second.audit");
        await AtTheStepAsync("second.audit");
        (await SignInsAsync(id)).ShouldBe(["ok", "sign-in.code-asked"], ignoreOrder: true);
        (await OpensAsync("second.audit", phone.Next())).ShouldBeTrue();
        (await SignInsAsync(id)).Count(o => o == "ok").ShouldBe(2);
    }

    private async Task<List<string>> SignInsAsync(Core.Accounts.AccountId id)
    {
        await using var db = app.OpenDb();
        return await db
            .Audit.Where(e => e.Subject == id && e.Kind == AuditKinds.SignedIn)
            .OrderBy(e => e.Id)
            .Select(e => e.Outcome)
            .ToListAsync(Cancellation);
    }

    private async Task<(Core.Accounts.AccountId Id, Authenticator Phone, string[] Codes)> PersonAsync(string login, string? email = null)
    {
        var id = await app.People.RelativeAsync(login, with: p => p.Email = email);
        var visitor = await app.SignedInAsync(login);
        var phone = await app.TurnOnSecondFactorAsync(visitor);
        return (id, phone, visitor.RecoveryCodes());
    }

    private async Task JoinAsync(string kept, string absorbed)
    {
        var (keptId, absorbedId) = (await IdAsync(kept), await IdAsync(absorbed));
        var key = await app.KeyOfAsync(absorbed);
        await app.InScopeAsync(async services =>
        {
            var merge = (Web.Features.Merges.MergeAccounts)services.GetService(typeof(Web.Features.Merges.MergeAccounts))!;
            var pasted = new Web.Features.Merges.PastedKeys(keptId, Core.Merging.MergeCode.FindAll(key), false, null);
            var plan = (Core.Merging.MergePlan.Ready)await merge.PreviewAsync(pasted, Cancellation);
            return await merge.ConfirmAsync(pasted, plan.Digest(), Cancellation);
        });
        await using var db = app.OpenDb();
        (await db.Merges.AnyAsync(m => m.KeptId == keptId && m.AbsorbedId == absorbedId, Cancellation)).ShouldBeTrue();
    }

    private async Task<Core.Accounts.AccountId> IdAsync(string login)
    {
        await using var db = app.OpenDb();
        return await db.Accounts.Where(a => a.Login == login).Select(a => a.Id).SingleAsync(Cancellation);
    }

    private async Task<Visitor> AtTheStepAsync(string login)
    {
        var visitor = await app.SignedInAsync(login);
        visitor.Path.ToString().ShouldBe(Step);
        return visitor;
    }

    private async Task<bool> OpensAsync(string login, string? code)
    {
        var visitor = await app.SignedInAsync(login);
        if (visitor.Path.ToString() == Step && code is not null)
        {
            await visitor.PressAsync("Continuer", ("code", code));
        }

        visitor.Status.ShouldBe(HttpStatusCode.OK, "refused or not");
        return visitor.Path.ToString() == "/mes-enfants";
    }
}
