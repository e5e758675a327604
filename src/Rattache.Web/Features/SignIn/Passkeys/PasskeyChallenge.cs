using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rattache.Web.Features.SignIn.Passkeys;

/// <summary>
/// What Identity wants back with a browser's answer: the challenge, above all. It lies in the sealed cookie of TempData, and an answer
/// uses it up, right or wrong.
/// </summary>
internal static class PasskeyChallenge
{
    private const string Key = "passkey";

    // TempData gives a text that looks like a date back as one: a sign before it keeps it a text.
    private const string Sign = "=";

    public static void KeepChallenge(this ITempDataDictionary notes, string state) => notes[Key] = Sign + state;

    public static string? TakeChallenge(this ITempDataDictionary notes) => (notes[Key] as string)?[Sign.Length..];
}
