using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Held;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Path = "/mon-compte/mes-donnees";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_HoldsWhatIsHeld_InEachSection()
    {
        var school = await app.People.SchoolAsync("École des Données");
        var id = await app.People.RelativeAsync(
            "held.all",
            "Ana",
            "Reis",
            with: p =>
                (p.BirthDate, p.FeedEmail, p.FeedMobile, p.Email, p.Federated) = (
                    new(1984, 10, 17),
                    "ecole@example.org",
                    "0612345678",
                    "ana+reis@example.org",
                    true
                )
        );
        await app.People.ChildAsync("Zoé", school, "CE2", id);
        var visitor = await app.SignedInAsync("held.all");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.TakeKeyAsync();
        await WriteLetterAsync("ana+reis@example.org");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var held = await FileAsync(visitor);

        Items(held, "accounts").ShouldHaveSingleItem().GetProperty("schoolEmail").GetString().ShouldBe("ecole@example.org");
        Items(held, "accounts")[0].GetProperty("birthDate").GetString().ShouldBe("1984-10-17");
        Items(held, "accounts")[0].GetProperty("source").GetString().ShouldBe("Annuaire de l’académie (collège, lycée)");
        Items(held, "chosen")[0].GetProperty("email").GetString().ShouldBe("ana+reis@example.org");
        Items(held, "chosen")[0].GetProperty("showsEmail").GetBoolean().ShouldBeFalse();
        Items(held, "schools")[0].GetProperty("school").GetString().ShouldBe("École des Données");
        Items(held, "children")[0].GetProperty("firstName").GetString().ShouldBe("Zoé");
        Items(held, "children")[0].GetProperty("class").GetString().ShouldBe("CE2");
        Items(held, "identities")[0].GetProperty("provider").GetString().ShouldBe("ÉduConnect");
        Items(held, "devices").ShouldHaveSingleItem();
        Items(held, "keys")[0].TryGetProperty("usedAt", out _).ShouldBeFalse();
        Items(held, "mails")[0].GetProperty("to").GetString().ShouldBe("ana+reis@example.org");
        var history = Items(held, "history").Select(line => line.GetProperty("what").GetString()).ToList();
        history.ShouldBe(["Mes données : affichées ou téléchargées", "Clé de fusion générée", "Connexion"]);
    }

    [Fact]
    public async Task File_HoldsNoSecret_AndNothingOfOthers()
    {
        var school = await app.People.SchoolAsync("École des Autres");
        var id = await app.People.RelativeAsync("held.one", "Ana", "Reis", with: p => p.Email = "couple@example.org");
        var other = await app.People.RelativeAsync(
            "held.other",
            "Rui",
            "Reis",
            with: p => (p.FeedMobile, p.Email) = ("0698765432", "couple@example.org")
        );
        var child = await app.People.ChildAsync("Léo", school, "CM1", id, other);
        await WriteLetterAsync("couple@example.org", "held.other");
        var visitor = await app.SignedInAsync("held.one");

        var file = (await FileAsync(visitor)).RootElement.ToString();

        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
        var pupil = await db.Accounts.SingleAsync(a => a.Id == child, Cancellation);
        foreach (var hidden in new[] { own.PasswordHash!, own.SecurityStamp!, pupil.Login, pupil.Id.ToString(), "held.other", "Rui", "0698765432" })
        {
            file.ShouldNotContain(hidden, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Absorbed_IsTold_ButNotWhatItDidBefore()
    {
        await app.People.RelativeAsync("held.kept");
        var absorbed = await app.People.RelativeAsync("held.absorbed");
        await app.SignedInAsync("held.absorbed");
        await RecordAsync(absorbed, AuditKinds.PhoneChanged);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("held.kept", "held.absorbed");

        var held = await FileAsync(visitor);

        Items(held, "accounts").Select(a => a.GetProperty("login").GetString()).ShouldBe(["held.kept", "held.absorbed"]);
        Items(held, "merges").ShouldHaveSingleItem().GetProperty("absorbed").GetString().ShouldBe("held.absorbed");
        Items(held, "devices").ShouldHaveSingleItem().GetProperty("login").GetString().ShouldBe("held.kept");
        Items(held, "chosen")[1].TryGetProperty("activatedAt", out _).ShouldBeFalse();
        Items(held, "keys").ShouldBeEmpty();
        var history = Items(held, "history").Select(line => line.GetProperty("what").GetString()).ToList();
        history.ShouldContain("held.absorbed est rattaché à ce compte");
        history.ShouldNotContain("Numéro de téléphone modifié");
    }

    [Fact]
    public async Task GatheredByItsCodeAndDetached_NeitherSaysFromWhereNorThatTheSchoolActivatedIt()
    {
        await app.People.RelativeAsync("held.finder");
        var (taken, code) = await app.NotActivatedAsync("held.taken");
        var finder = app.VisitorFrom("192.0.2.44");
        await finder.SignInAsync("held.finder");
        await finder.ProveAsync("held.taken", code);
        await finder.ConfirmAsync();
        var gathered = Items(await FileAsync(finder), "history").Single(IsActivation);
        gathered.GetProperty("login").GetString().ShouldBe("held.taken");
        gathered.GetProperty("from").GetString().ShouldBe("192.0.2.44");
        await finder.DetachAsync();

        // The code that lies ready since, as the school would print it.
        await using var db = app.OpenDb();
        var fresh = app
            .Services.GetRequiredService<ActivationCodes>()
            .Open(await db.ActivationCodes.SingleAsync(c => c.AccountId == taken, Cancellation));
        await app.ActivateAsync("held.taken", fresh);
        var owner = await app.SignedInAsync("held.taken");
        var held = await FileAsync(owner);

        held.RootElement.ToString().ShouldNotContain("192.0.2.44");
        Items(held, "history").Count(IsActivation).ShouldBe(2);
        await owner.OpenAsync("/mon-compte/historique");
        owner.Page.QuerySelector("main")!.TextContent.ShouldNotContain("par l’école");
        Items(await FileAsync(finder), "history").Any(IsActivation).ShouldBeFalse("it was not this account that was activated");

        static bool IsActivation(JsonElement line) => line.GetProperty("what").GetString()!.StartsWith("Compte activé", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absorbed_WhatItChoseAndWasWrittenBefore_IsNotTold()
    {
        await app.People.RelativeAsync("held.root", with: p => p.Email = "both@example.org");
        var absorbed = await app.People.RelativeAsync("held.past", with: p => (p.Email, p.Mobile) = ("both@example.org", "+33639980180"));
        using var key = await (await app.SignedInAsync("held.past")).AddPasskeyAsync();
        await using (var db = app.OpenDb())
        {
            // Identity dates it by the machine's clock.
            (await db.UserPasskeys.SingleAsync(k => k.UserId == absorbed, Cancellation))
                .Data
                .CreatedAt = app.Clock.GetUtcNow();
            var preferences = new NotificationPreferences(absorbed);
            preferences.Choose(NotificationChoice.Default, app.Clock.GetUtcNow());
            db.NotificationPreferences.Add(preferences);
            db.SentDigests.Add(
                new()
                {
                    AccountId = absorbed,
                    Pace = NotificationPace.Daily,
                    Slot = app.Clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }

        await WriteLetterAsync("both@example.org", "held.root");
        await WriteLetterAsync("both@example.org", "held.past");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("held.root", "held.past");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteLetterAsync("both@example.org", "held.past");

        var held = await FileAsync(visitor);

        Items(held, "passkeys").ShouldHaveSingleItem().TryGetProperty("madeAt", out _).ShouldBeFalse();
        Items(held, "notifications").Count.ShouldBe(2);
        Items(held, "notifications").ShouldNotContain(item => item.ToString().Contains("chosenAt") || item.ToString().Contains("lastSentFor"));
        var letters = Items(held, "mails").Select(m => m.GetProperty("text").GetString()!).ToList();
        letters.Count(text => text.Contains("held.root a changé", StringComparison.Ordinal)).ShouldBe(1, "one's own");
        letters.Count(text => text.Contains("held.past a changé", StringComparison.Ordinal)).ShouldBe(1, "since the merge");
    }

    [Fact]
    public async Task MobileToConfirm_IsNotAnAddressToConfirm()
    {
        var id = await app.People.RelativeAsync("held.mobile");
        await using (var db = app.OpenDb())
        {
            foreach (var contact in new[] { Contact.Mail("new@example.org"), Contact.Sms("+33639980181") })
            {
                db.AddressProofs.Add(
                    new()
                    {
                        AccountId = id,
                        Channel = contact.Channel,
                        Address = contact.Address,
                        CodeHash = [1],
                        Salt = [2],
                        ExpiresAt = app.Clock.GetUtcNow().AddMinutes(15),
                    }
                );
            }

            await db.SaveChangesAsync(Cancellation);
        }

        var visitor = await app.SignedInAsync("held.mobile");
        var pending = Items(await FileAsync(visitor), "pending");

        pending.Count.ShouldBe(2);
        pending.Single(p => p.TryGetProperty("pendingEmail", out _)).GetProperty("pendingEmail").GetString().ShouldBe("new@example.org");
        pending.Single(p => p.TryGetProperty("pendingMobile", out _)).GetProperty("pendingMobile").GetString().ShouldBe("+33639980181");
        await visitor.OpenAsync(Path);
        await visitor.PressAsync("Voir mes données");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Téléphone mobile à confirmer");
    }

    [Fact]
    public async Task Password_GivenLongAgo_IsAskedAgain_AndCounts()
    {
        var id = await app.People.RelativeAsync("held.stale");
        var visitor = await app.SignedInAsync("held.stale");
        app.Clock.Advance(FreshProof.Life + TimeSpan.FromMinutes(1));
        await visitor.OpenAsync(Path);
        visitor.Page.QuerySelector("input[name=passe]").ShouldNotBeNull();

        await visitor.PressAsync("Voir mes données", ("passe", "pas le bon"));
        visitor.Page.QuerySelector("#passe-erreur")!.TextContent.ShouldContain("Ce n’est pas le mot de passe");
        visitor.Page.QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldNotContain("Historique");
        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.DataTaken, Cancellation)).ShouldBe(0);

        await visitor.PressAsync("Voir mes données", ("passe", People.Password));
        visitor.Page.QuerySelectorAll("main h2").Select(h => h.TextContent).ShouldContain("Historique");
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.DataTaken, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task File_PasswordNotFresh_IsRefusedWithoutData()
    {
        await app.People.RelativeAsync("held.refused");
        var visitor = await app.SignedInAsync("held.refused");
        await visitor.OpenAsync(Path);
        app.Clock.Advance(FreshProof.Life + TimeSpan.FromMinutes(1));
        await visitor.PressAsync("Télécharger le fichier");
        visitor.Page.QuerySelector("#passe-erreur")!.TextContent.ShouldContain("Tapez votre mot de passe");
    }

    [Fact]
    public async Task Page_ShowsTheSameAsTheFile_InWords()
    {
        await app.People.RelativeAsync("held.page", with: p => p.BirthDate = new(1984, 10, 17));
        var visitor = await app.SignedInAsync("held.page");
        await visitor.OpenAsync(Path);
        await visitor.PressAsync("Voir mes données");

        visitor.Status.ShouldBe(HttpStatusCode.OK);
        var page = visitor.Page.QuerySelector("main")!.TextContent;
        page.ShouldContain("17\u00A0octobre\u00A01984");
        page.ShouldContain("Conditions acceptées le");
        visitor.Page.QuerySelectorAll("main h2").Length.ShouldBe(16);
    }

    [Fact]
    public async Task File_CostsTheSame_HoweverMuchIsHeld()
    {
        var school = await app.People.SchoolAsync("École du Compte");
        await app.People.RelativeAsync("held.small");
        var id = await app.People.RelativeAsync("held.big");
        for (var i = 0; i < 8; i++)
        {
            await app.People.ChildAsync($"Enfant{i}", school, "CP", id);
            await RecordAsync(id, AuditKinds.PhoneChanged);
        }

        var costs = new List<int>();
        foreach (var login in new[] { "held.small", "held.big" })
        {
            var visitor = await app.SignedInAsync(login);
            await visitor.OpenAsync(Path);
            app.Sql.Reset();
            await visitor.PressAsync("Télécharger le fichier");
            costs.Add(app.Sql.Commands);
        }

        costs[1].ShouldBe(costs[0]);
    }

    private static async Task<JsonDocument> FileAsync(Visitor visitor)
    {
        await visitor.OpenAsync(Path);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)visitor.Page.QuerySelector("main form")!;
        using var response = await visitor.Client.PostAsync(
            $"{Path}?handler=File",
            new FormUrlEncodedContent([
                new(
                    "__RequestVerificationToken",
                    ((AngleSharp.Html.Dom.IHtmlInputElement)form.QuerySelector("input[name=__RequestVerificationToken]")!).Value
                ),
            ]),
            Cancellation
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task RecordAsync(AccountId id, string kind)
    {
        await using var db = app.OpenDb();
        db.Record(app.Clock.GetUtcNow(), kind, AuditKinds.Ok, id);
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task WriteLetterAsync(string address, string login = "held.all")
    {
        await using var db = app.OpenDb();
        Post.Mails.Enqueue(db, app.Clock.GetUtcNow(), new(address, default), "password-changed", login, "1er\u00A0septembre\u00A02026");
        await db.SaveChangesAsync(Cancellation);
    }

    private static List<JsonElement> Items(JsonDocument held, string section) =>
        [.. held.RootElement.GetProperty(section).GetProperty("items").EnumerateArray()];
}
