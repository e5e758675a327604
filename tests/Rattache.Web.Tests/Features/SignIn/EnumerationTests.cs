using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>Whoever asks does not learn whether a login exists, nor what became of it: one status and one page, to the byte.</summary>
public sealed partial class EnumerationTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task SignIn_Refused_LooksTheSameWhateverTheReason()
    {
        await app.People.RelativeAsync("enum.wrong");
        await app.People.RelativeAsync("enum.inactive", password: null);
        await app.People.RelativeAsync("enum.locked", with: p => p.Locked = true);
        await app.People.RelativeAsync("enum.kept");
        await app.People.RelativeAsync("enum.absorbed");
        await app.GatherAsync("enum.kept", "enum.absorbed");
        await app.People.RelativeAsync("enum.waiting");
        await app.ClosedAsync(await app.People.RelativeAsync("enum.closed"));
        for (var i = 0; i < 10; i++)
        {
            await app.Visitor().SignInAsync("enum.waiting", "guess");
        }

        var answers = new List<string>();
        foreach (
            var login in new[]
            {
                "enum.nobody",
                "enum.wrong",
                "enum.inactive",
                "enum.locked",
                "enum.absorbed",
                "enum.waiting",
                "enum.closed",
                "' or 1=1 --",
            }
        )
        {
            var visitor = app.Visitor();
            await visitor.SignInAsync(login, "not the password");
            answers.Add(Answer(visitor, login));
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("200 /connexion");
    }

    [Fact]
    public async Task SignIn_RightPasswordOfALockedAccount_LooksLikeAWrongOne()
    {
        await app.People.RelativeAsync("enum.locked.right", with: p => p.Locked = true);
        var locked = app.Visitor();
        await locked.SignInAsync("enum.locked.right");
        var nobody = app.Visitor();
        await nobody.SignInAsync("enum.nobody.right");
        Answer(locked, "enum.locked.right").ShouldBe(Answer(nobody, "enum.nobody.right"));
    }

    [Fact]
    public async Task Activation_Refused_LooksTheSameWhateverTheReason()
    {
        await app.People.RelativeAsync("enum.active");
        var waiting = await app.People.RelativeAsync("enum.waits", password: null);
        await app.ClosedAsync(await app.People.RelativeAsync("enum.shut", password: null));
        await GiveCodeAsync(waiting);

        var answers = new List<string>();
        foreach (var login in new[] { "enum.nobody", "enum.active", "enum.waits", "enum.shut" })
        {
            var visitor = app.Visitor();
            await visitor.OpenAsync("/activation");
            await visitor.PressAsync("Continuer", ("identifiant", login), ("code", "AAAA-AAAA-AAAA-AAAA"));
            answers.Add(Answer(visitor, login));
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("200 /activation");
    }

    [Fact]
    public async Task Activation_RightCodeOfALockedAccount_LooksLikeThatOfNobody()
    {
        var (id, code) = await app.NotActivatedAsync("enum.locked.sheet");
        await app.LockAsync(id);
        var answers = new List<string>();
        foreach (var login in new[] { "enum.locked.sheet", "enum.nobody.sheet" })
        {
            var visitor = app.Visitor();
            await visitor.OpenAsync("/activation");
            app.Sql.Reset();
            await visitor.PressAsync("Continuer", ("identifiant", login), ("code", code));
            answers.Add($"{app.Sql.Commands} commands: {Answer(visitor, login)}");
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    /// <summary>A thousand each (a tenth of them in a short run), far past what locks an account out.</summary>
    [Theory]
    [InlineData("/connexion", "Se connecter", "passe", "not the password")]
    [InlineData("/activation", "Continuer", "code", "AAAA-AAAA-AAAA-AAAA")]
    public async Task AskedForever_ForALoginThatSomebodyHasAndOneThatNobodyHas_AnswersTheSame(string page, string button, string field, string secret)
    {
        var login = $"enum.much.{field}";
        var id = await app.People.RelativeAsync(login, password: field == "passe" ? People.Password : null);
        if (field == "code")
        {
            await GiveCodeAsync(id);
        }

        var visitor = app.Visitor();
        await visitor.OpenAsync(page);
        var form = visitor.Page;
        var answers = new HashSet<string>();
        for (var i = 0; i < Rounds.Of(1_000); i++)
        {
            foreach (var who in new[] { login, $"enum.none.{i}" })
            {
                visitor.Return(form, page);
                await visitor.PressAsync(button, ("identifiant", who), (field, secret));
                answers.Add(Answer(visitor, who));
            }
        }

        answers.ShouldHaveSingleItem().ShouldStartWith($"200 {page}");
    }

    private async Task GiveCodeAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        var codes = app.Services.GetRequiredService<ActivationCodes>();
        db.ActivationCodes.Add(new(account, codes.Seal(account, ActivationCodes.Make()), app.Clock.GetUtcNow()));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What came back, but for what is new in every answer and for the login, which the form keeps as typed.</summary>
    private static string Answer(Visitor visitor, string login)
    {
        foreach (var field in visitor.Page.QuerySelectorAll("input").Where(i => i.GetAttribute("value") == login))
        {
            field.RemoveAttribute("value");
        }

        return $"{(int)visitor.Status} {visitor.Path} {Token().Replace(visitor.Page.DocumentElement.OuterHtml, "")}";
    }

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
