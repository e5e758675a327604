namespace Rattache.Web.Features.MyAccount.Passkeys;

/// <summary>What somebody calls a passkey, for themself alone.</summary>
internal static class PasskeyName
{
    /// <summary>Null where nothing was typed, too much, or what no screen shows.</summary>
    public static string? Read(string? typed) =>
        (typed ?? "").Trim() is { Length: > 0 and <= ChangePasskeys.LongestName } name && !name.Any(char.IsControl) ? name : null;
}
