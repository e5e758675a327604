using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Features.Merges;

namespace Rattache.Web.Features.Activation;

/// <param name="State">Of the account when the code was typed (<see cref="ProofState"/>): the ticket dies with that code.</param>
public sealed record ActivationClaim(AccountId Account, string State)
{
    /// <summary>Once it was typed.</summary>
    public static ActivationClaim Of(ActivationCode code) => new(code.AccountId, ProofState.OfFirstCode(code.AccountId, code.Sealed));
}

/// <summary>Whoever typed the first-time code may choose the password, for half an hour: a sealed note to ourselves, carried by the form.</summary>
public sealed class ActivationTicket(IDataProtectionProvider protection)
{
    public const string Key = "activation";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Rattache.Activation").ToTimeLimitedDataProtector();

    public string Write(ActivationClaim claim) => protector.Protect($"{claim.Account} {claim.State}", Life);

    /// <summary>Null when it is too old, or was never ours.</summary>
    public ActivationClaim? Read(string? ticket)
    {
        try
        {
            return !string.IsNullOrEmpty(ticket) && protector.Unprotect(ticket).Split(' ', 2) is [var account, var state]
                ? new(new(Guid.Parse(account)), state)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
