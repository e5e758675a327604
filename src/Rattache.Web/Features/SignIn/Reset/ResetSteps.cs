using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What the pages of a reset hand on to each other, in the sealed cookie of TempData: nothing of it stands in an address.</summary>
internal static class ResetSteps
{
    private const string Login = "reset-login";
    private const string Account = "reset-account";
    private const string Token = "reset-token";

    // TempData gives a text that looks like a Guid or a date back as one: a sign before it keeps it a text.
    private const string Sign = "=";

    public static void Asked(this ITempDataDictionary steps, string login) => steps[Login] = Sign + login;

    public static string? AskedFor(this ITempDataDictionary steps) => (steps.Peek(Login) as string)?[Sign.Length..];

    public static void Proven(this ITempDataDictionary steps, ResetOutcome.Choose proven)
    {
        steps[Account] = proven.Account.Value;
        steps[Token] = proven.Token;
    }

    public static ResetOutcome.Choose? ProvenFor(this ITempDataDictionary steps) =>
        steps.Peek(Account) is Guid account && steps.Peek(Token) is string token ? new(new AccountId(account), token) : null;

    public static void End(this ITempDataDictionary steps)
    {
        steps.Remove(Login);
        steps.Remove(Account);
        steps.Remove(Token);
    }
}
