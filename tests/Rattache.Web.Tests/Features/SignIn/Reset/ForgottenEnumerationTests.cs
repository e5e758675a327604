using System.Text.RegularExpressions;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Reset;

/// <summary>
/// A thousand askings for what somebody has (a tenth of them in a short run), and as many for what nobody has: one status, one address,
/// one page to the byte.
/// </summary>
public sealed partial class ForgottenEnumerationTests(SmsSite site) : IClassFixture<SmsSite>
{
    private static readonly int Askings = Rounds.Of(1_000);
    private readonly RattacheApp app = site.App;

    [Theory]
    [InlineData("/mot-de-passe-oublie", "identifiant", "known.login", "nobody.login")]
    [InlineData("/mot-de-passe-oublie", "identifiant", "known@example.org", "nobody@example.org")]
    [InlineData("/mot-de-passe-oublie", "identifiant", "0639980501", "0639980599")]
    [InlineData("/identifiant-oublie", "contact", "known@example.org", "nobody@example.org")]
    [InlineData("/identifiant-oublie", "contact", "0639980501", "0639980599")]
    public async Task Asked_ForKnownAndUnknown_AnswersTheSame(string page, string field, string known, string unknown)
    {
        await EnsureKnownAsync();
        var ofKnown = await AnswersAsync(page, field, known);
        var ofUnknown = await AnswersAsync(page, field, unknown);

        ofKnown.Concat(ofUnknown).Distinct().ShouldHaveSingleItem().ShouldStartWith("200 ");
    }

    /// <summary>The whole hour's limit is passed on the way: what is not sent any more answers like what is.</summary>
    private async Task<List<string>> AnswersAsync(string page, string field, string typed)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(page);
        var asking = visitor.Page;
        var button = page == "/identifiant-oublie" ? "Recevoir mes identifiants" : "Recevoir le code";
        var answers = new List<string>();
        for (var i = 0; i < Askings; i++)
        {
            visitor.Return(asking, page);
            await visitor.PressAsync(button, (field, typed));
            await app.AnswerAskingsAsync();
            answers.Add($"{(int)visitor.Status} {visitor.Path} {Token().Replace(visitor.Page.DocumentElement.OuterHtml, "")}");
        }

        return answers;
    }

    private async Task EnsureKnownAsync()
    {
        await using var db = app.OpenDb();
        if (!db.Accounts.Any(a => a.Login == "known.login"))
        {
            await app.People.RelativeAsync(
                "known.login",
                with: p =>
                {
                    p.Email = "known@example.org";
                    p.Mobile = "+33639980501";
                }
            );
        }
    }

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
