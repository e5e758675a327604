using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Web.Features.Merges;

/// <summary>That somebody, signed in to one account, has typed the login and the password or first-time code of another.</summary>
/// <param name="SignedIn">Nobody else may use it.</param>
/// <param name="Proof">Password or first-time code.</param>
/// <param name="State">Of the other account then (<see cref="ProofState"/>): it holds only as long as that has not changed.</param>
/// <param name="Until">Exclusive.</param>
public sealed record ProofTicket(AccountId SignedIn, AccountId Other, MergeProof Proof, string State, DateTimeOffset Until)
{
    /// <param name="state">Of the other account now.</param>
    public OtherProof ToProof(AccountId signedIn, string? state)
    {
        ProofFault? broken =
            signedIn != SignedIn ? ProofFault.Unknown
            : state == State ? null
            : Proof == MergeProof.FirstCode ? ProofFault.Used
            : ProofFault.Revoked;
        return Proof switch
        {
            MergeProof.Password => new OtherProof.ByPassword(Other, Until, broken),
            MergeProof.FirstCode => new OtherProof.ByFirstCode(Other, Until, broken),
            _ => throw new InvalidOperationException($"No ticket tells of {Proof}."),
        };
    }
}

/// <summary>What must not change between typing a secret and confirming: the root that the account is read through, and the secret.</summary>
internal static class ProofState
{
    /// <param name="stamp">The account's security stamp, which a new password, a merge and an undo change.</param>
    public static string OfPassword(AccountId root, string? stamp) => $"{root} {stamp}";

    public static string OfFirstCode(AccountId root, byte[] sealedCode) => $"{root} {Convert.ToHexStringLower(SHA256.HashData(sealedCode))}";
}

/// <summary>
/// Carries a ticket through the browser, between the preview and the confirmation: a sealed note to ourselves, with no secret in it.
/// </summary>
public sealed class ProofTickets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Rattache.OtherAccount");

    public string Write(ProofTicket ticket) => protector.Protect(JsonSerializer.Serialize(ticket));

    /// <summary>Null when it was never ours. Whether it still holds is for <see cref="MergeRules"/> to say.</summary>
    public ProofTicket? Read(string? ticket)
    {
        try
        {
            return string.IsNullOrEmpty(ticket) ? null : JsonSerializer.Deserialize<ProofTicket>(protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
