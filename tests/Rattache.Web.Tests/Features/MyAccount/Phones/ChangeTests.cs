using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.MyAccount.Phones;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Phones;

public sealed class ChangeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("06 39 98 12 40", "+33639981240")]
    [InlineData("01.99.00.42.17", "+33199004217")]
    [InlineData("+33 (0)6 12 34 56 78", "+33612345678")]
    [InlineData("0033612345678", "+33612345678")]
    [InlineData("+32 470 12 34 56", "+32470123456")]
    [InlineData("0692 12 34 56", "+262692123456")]
    [InlineData("0690 00 12 34", "+590690001234")]
    [InlineData("0639 01 23 45", "+262639012345")]
    public void Read_AnyShape_IsKeptInOne(string typed, string kept) => TypedPhone.Read(typed).ShouldBe(kept);

    [Theory]
    [InlineData("12")]
    [InlineData("06 12 34 56")]
    [InlineData("06 12 34 56 78 9")]
    [InlineData("bonjour")]
    [InlineData("+999 12345678")]
    public void Read_NoNumber_IsNone(string typed) => TypedPhone.Read(typed).ShouldBeNull();

    [Fact]
    public async Task Mobile_Chosen_StandsBeforeTheSchools()
    {
        var id = await app.People.RelativeAsync("phone.mobile", with: p => p.FeedMobile = "0612345678");
        var visitor = await app.SignedInAsync("phone.mobile");
        await visitor.OpenAsync("/mon-compte/mobile");
        visitor.Page.QuerySelector("#numero-vide")!.TextContent.ShouldContain("06 12 34 56 78");

        await visitor.PressAsync("Enregistrer", ("numero", "07 11 22 33 44"));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.Body!.TextContent.ShouldContain("07 11 22 33 44");
        await using (var db = app.OpenDb())
        {
            (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).PhoneNumber.ShouldBe("+33711223344");
        }

        await visitor.OpenAsync("/mon-compte/mobile");
        await visitor.PressAsync("Enregistrer", ("numero", ""));
        visitor.Page.Body!.TextContent.ShouldContain("06 12 34 56 78");
    }

    [Fact]
    public async Task Home_Chosen_IsTheHomePhone()
    {
        var id = await app.People.RelativeAsync("phone.home");
        var visitor = await app.SignedInAsync("phone.home");
        await visitor.OpenAsync("/mon-compte/telephone");

        await visitor.PressAsync("Enregistrer", ("numero", "+32 2 555 12 12"));

        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
        (own.HomePhone, own.PhoneNumber).ShouldBe(("+3225551212", null));
    }

    [Theory]
    [InlineData("/mon-compte/telephone", "06 12", "n’est pas complet")]
    [InlineData("/mon-compte/mobile", "01 42 34 56 78", "n’est pas celui d’un mobile")]
    public async Task Number_ThatCannotBe_IsRefused(string page, string typed, string said)
    {
        var login = $"phone.{page[12..]}no";
        await app.People.RelativeAsync(login);
        var visitor = await app.SignedInAsync(login);
        await visitor.OpenAsync(page);

        await visitor.PressAsync("Enregistrer", ("numero", typed));

        visitor.Path.ToString().ShouldBe(page);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain(said);
        visitor.Page.QuerySelector("#numero")!.GetAttribute("value").ShouldBe(typed);
    }
}
