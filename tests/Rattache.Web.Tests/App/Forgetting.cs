namespace Rattache.Web.Tests.App;

/// <summary>The way back of whoever forgot a password, a step at a time.</summary>
public static class Forgetting
{
    /// <summary>As far as the page where the new password is chosen, in a browser that was not seen before.</summary>
    /// <param name="address">Verified by the account: the code goes there.</param>
    public static async Task<Visitor> AtNewPasswordAsync(this RattacheApp app, string login, string address)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", login));
        await app.AnswerAskingsAsync();
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync(address)));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau", visitor.Page.Body!.TextContent);
        return visitor;
    }
}
