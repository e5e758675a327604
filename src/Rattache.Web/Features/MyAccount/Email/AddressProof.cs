using Rattache.Core.Accounts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>An address waiting for its owner to type the code that was sent to it. One an account; a new one replaces it.</summary>
public sealed class AddressProof
{
    public required AccountId AccountId { get; init; }

    public required string Address { get; init; }

    /// <summary>Hash of the code under a random salt; the code itself is only in the mail.</summary>
    public required byte[] CodeHash { get; init; }

    public required byte[] Salt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int FailedTries { get; set; }
}
