using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rattache.Core.Accounts;

namespace Rattache.Web.Features.Activation;

/// <summary>Whoever typed the first-time code may choose the password, for half an hour: a sealed note to ourselves, carried by the form.</summary>
public sealed class ActivationTicket(IDataProtectionProvider protection)
{
    public const string Key = "activation";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Rattache.Activation").ToTimeLimitedDataProtector();

    public string Write(AccountId account) => protector.Protect(account.ToString(), Life);

    /// <summary>Null when it is too old, or was never ours.</summary>
    public AccountId? Read(string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : new AccountId(Guid.Parse(protector.Unprotect(ticket)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
