using OtpNet;

namespace Rattache.Web.Tests.App;

/// <summary>The program on somebody's telephone.</summary>
internal sealed class Authenticator(RattacheApp app, string key)
{
    public string Code => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(app.Clock.GetUtcNow().UtcDateTime);

    public string Key => key;

    /// <summary>Half a minute later: the next code.</summary>
    public string Next()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        return Code;
    }
}

internal static class SecondFactors
{
    /// <summary>Turns the second step on, as its owner would; the recovery codes are on the page that follows.</summary>
    public static async Task<Authenticator> TurnOnSecondFactorAsync(this RattacheApp app, Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte/double-verification");
        await visitor.PressAsync("Activer");
        var phone = new Authenticator(app, visitor.KeyForPhone());
        await visitor.PressAsync("Activer", ("code", phone.Code));
        visitor.Path.ToString().ShouldBe("/mon-compte/double-verification/codes", visitor.Page.Body!.TextContent);
        return phone;
    }

    public static string KeyForPhone(this Visitor visitor) =>
        string.Concat(visitor.Page.QuerySelector("#cle-appli")!.TextContent.Where(char.IsLetterOrDigit));

    public static string[] RecoveryCodes(this Visitor visitor) =>
        visitor.Page.QuerySelector("#codes")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
