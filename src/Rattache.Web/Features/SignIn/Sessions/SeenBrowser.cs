namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>
/// Browser and system as a parent would call them, from what the browser says of itself. Enough to tell one's own telephone from
/// somebody else's computer; versions and models are left out, since they change, and say more of a person than is needed.
/// </summary>
public readonly record struct SeenBrowser(string Browser, string System)
{
    /// <summary>In place of what is not known, or not said.</summary>
    public const string Other = "other";

    // In this order: each claims to be those after it. https://developer.mozilla.org/docs/Web/HTTP/Browser_detection_using_the_user_agent
    private static readonly (string Sign, string Code)[] Browsers =
    [
        ("Edg", "edge"),
        ("OPR/", "opera"),
        ("SamsungBrowser/", "samsung"),
        ("YaBrowser/", Other),
        ("DuckDuckGo/", "duckduckgo"),
        ("Firefox/", "firefox"),
        ("FxiOS/", "firefox"),
        ("CriOS/", "chrome"),
        ("Chrome/", "chrome"),
        ("Chromium/", "chrome"),
        ("Safari/", "safari"),
    ];

    private static readonly (string Sign, string Code)[] Systems =
    [
        ("iPhone", "iphone"),
        ("iPad", "ipad"),
        ("Android", "android"),
        ("CrOS", "chromebook"),
        ("Windows", "windows"),
        ("Macintosh", "mac"),
        ("Linux", "linux"),
    ];

    public static SeenBrowser Of(string? userAgent) => new(Find(Browsers, userAgent ?? ""), Find(Systems, userAgent ?? ""));

    private static string Find((string Sign, string Code)[] signs, string userAgent) =>
        Array.Find(signs, s => userAgent.Contains(s.Sign, StringComparison.Ordinal)).Code ?? Other;
}
