using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Whoever gave an absorbed login and its own password may take that one merge back, for a quarter of an hour, without being
/// signed in: a sealed note to ourselves, carried by the form.
/// </summary>
public sealed class DetachTicket(IDataProtectionProvider protection)
{
    public const string Key = "detach";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Rattache.Detach").ToTimeLimitedDataProtector();

    public string Write(SignInOutcome.Absorbed absorbed) => protector.Protect(JsonSerializer.Serialize(absorbed), Life);

    /// <summary>Null when it is too old, or was never ours.</summary>
    public SignInOutcome.Absorbed? Read(string? ticket)
    {
        try
        {
            return ticket is null ? null : JsonSerializer.Deserialize<SignInOutcome.Absorbed>(protector.Unprotect(ticket));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
