using System.Globalization;
using System.Security.Cryptography;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>An e-mail address or a mobile's number waiting for its owner to type the code that was sent there. One an account and channel; a new one replaces it.</summary>
public sealed class AddressProof
{
    public const int MostTries = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public required AccountId AccountId { get; init; }

    public required Channel Channel { get; init; }

    public required string Address { get; init; }

    /// <summary>Hash of the code under a random salt; the code itself is only in the message.</summary>
    public required byte[] CodeHash { get; init; }

    public required byte[] Salt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int FailedTries { get; set; }

    /// <summary>Six figures, and what is kept of them.</summary>
    internal static (AddressProof Proof, string Code) Of(AccountId account, Contact contact, DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var (hash, salt) = SaltedCode.Of(code);
        return (
            new()
            {
                AccountId = account,
                Channel = contact.Channel,
                Address = contact.Address,
                CodeHash = hash,
                Salt = salt,
                ExpiresAt = now + Life,
            },
            code
        );
    }

    /// <summary>Counts the try where it fails; whoever calls holds the account's lock and saves.</summary>
    public ProofVerdict Try(string typed, DateTimeOffset now)
    {
        if (now >= ExpiresAt)
        {
            return ProofVerdict.Expired;
        }

        if (FailedTries >= MostTries)
        {
            return ProofVerdict.Spent;
        }

        if (SaltedCode.Matches(Figures(typed), CodeHash, Salt))
        {
            return ProofVerdict.Good;
        }

        FailedTries++;
        return FailedTries == MostTries ? ProofVerdict.Spent : ProofVerdict.Wrong;
    }

    // Mail programs and people set spaces and points between figures.
    private static string Figures(string typed) => string.Concat(typed.Where(char.IsAsciiDigit));
}

public enum ProofVerdict
{
    Good = 1,
    Wrong,

    /// <summary>Too many tries: only a new code helps.</summary>
    Spent,
    Expired,
}
