using Microsoft.EntityFrameworkCore;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Phones;

/// <summary>Where no provider is set up, nothing promises a text message that would never come.</summary>
public sealed class WithoutSmsTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mobile_Chosen_StandsBeforeTheSchoolsUnverified()
    {
        var id = await app.People.RelativeAsync("phone.mobile", with: p => p.FeedMobile = "0612345678");
        var visitor = await app.SignedInAsync("phone.mobile");
        await visitor.OpenAsync("/mon-compte/mobile");

        await visitor.PressAsync("Enregistrer", ("numero", "07 11 22 33 44"));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.Body!.TextContent.ShouldContain("07 11 22 33 44");
        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
        (own.PhoneNumber, own.PhoneNumberConfirmed).ShouldBe(("+33711223344", false));
        (await db.Outbox.AnyAsync(m => m.Type == "sms", Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/mot-de-passe-oublie")]
    [InlineData("/identifiant-oublie")]
    public async Task ForgottenPages_SpeakOfNoMobileToType(string path)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(path);
        visitor.Page.QuerySelector("form")!.TextContent.ShouldNotContain("mobile");
    }

    [Fact]
    public async Task Logins_AskedByMobile_SaysToTypeAnAddress()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/identifiant-oublie");
        await visitor.PressAsync("Recevoir mes identifiants", ("contact", "06 39 98 12 40"));
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("adresse courrielle entière");
    }

    [Fact]
    public async Task Reset_AskedByAVerifiedMobile_SendsNothingAndLooksTheSame()
    {
        await app.People.RelativeAsync("phone.reset", with: p => p.Mobile = "+33639980171");
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", "0639980171"));
        await app.AnswerAskingsAsync();
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
        await using var db = app.OpenDb();
        (await db.Outbox.AnyAsync(m => m.Type == "sms", Cancellation)).ShouldBeFalse();
    }
}
