using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>
/// What is kept of a <em>clé de fusion</em>: never the key, only its hash, whose it is and how long it lives.
/// </summary>
public sealed class MergeKey
{
    public MergeKey(Guid id, AccountId accountId, MergeCode code, DateTimeOffset now, TimeSpan life)
    {
        Id = id;
        AccountId = accountId;
        Hash = code.Hash();
        MadeAt = now;
        ExpiresAt = now + life;
    }

    /// <summary>As it was stored.</summary>
    public MergeKey(Guid id, AccountId accountId, byte[] hash, DateTimeOffset madeAt, DateTimeOffset expiresAt)
    {
        Id = id;
        AccountId = accountId;
        Hash = hash;
        MadeAt = madeAt;
        ExpiresAt = expiresAt;
    }

    private MergeKey() // for EF Core
    {
        Hash = [];
    }

    public Guid Id { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>SHA-256 of the canonical text; 122 random bits need no salt and no slow hash (ASVS 5.0, 11.4).</summary>
    public byte[] Hash { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Null while it may be pasted. The end of its life is exclusive.</summary>
    public ProofFault? FaultAt(DateTimeOffset now) =>
        this switch
        {
            { UsedAt: not null } => ProofFault.Used,
            { RevokedAt: not null } => ProofFault.Revoked,
            _ when now >= ExpiresAt => ProofFault.Expired,
            _ => null,
        };
}
