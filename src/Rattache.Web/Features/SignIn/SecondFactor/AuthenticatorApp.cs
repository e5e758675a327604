using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// The program on a telephone that shows six figures, others every half minute (RFC 6238). Identity keeps the key; it would take one code
/// twice, and looks at a clock of its own, so the code is checked here.
/// </summary>
public sealed class AuthenticatorApp(RattacheDb db, UserManager<Credentials> users, TimeProvider clock)
{
    public const string Issuer = "Rattache";

    /// <summary>A telephone's clock is a little off, and people type slowly.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>What the program reads from a QR code. https://github.com/google/google-authenticator/wiki/Key-Uri-Format</summary>
    public static string Address(string login, string key) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(login)}?secret={key}&issuer={Issuer}&digits=6&period=30";

    /// <returns>False too for a code that was used, or one older than it.</returns>
    public async Task<bool> TryAsync(Credentials own, string typed, CancellationToken cancellation)
    {
        if (await users.GetAuthenticatorKeyAsync(own) is not { } key || StepOf(key, typed) is not { } step)
        {
            return false;
        }

        var used = await db
            .Users.Where(c => c.Id == own.Id && (c.LastCodeStep == null || c.LastCodeStep < step))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastCodeStep, step), cancellation);
        own.LastCodeStep = step; // so that whoever saves it does not take this back
        return used == 1;
    }

    /// <summary>The half minute of a code that is right now; null where it is not.</summary>
    public long? StepOf(string key, string typed) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(
            clock.GetUtcNow().UtcDateTime,
            string.Concat(typed.Where(char.IsAsciiDigit)),
            out var step,
            Window
        )
            ? step
            : null;
}
