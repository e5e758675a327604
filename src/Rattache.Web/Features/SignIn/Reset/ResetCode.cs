using System.Security.Cryptography;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Ten signs of Crockford's base32: 50 random bits, without letters that look like figures.</summary>
internal static class ResetCode
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    public static string Make() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>In two halves, for whoever copies it by hand.</summary>
    public static string Show(string code) => $"{code[..5]}-{code[5..]}";

    /// <summary>What was typed, with what people add or mistake forgiven.</summary>
    public static string Read(string typed) =>
        string.Concat(
            typed
                .ToUpperInvariant()
                .Select(c =>
                    c switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => c,
                    }
                )
                .Where(c => Signs.Contains(c, StringComparison.Ordinal))
        );
}
