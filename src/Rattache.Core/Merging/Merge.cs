using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>
/// One row: this account is read through that one. It moves nothing, so that closing it gives everything back,
/// whatever was imported meanwhile (ADR 0001).
/// </summary>
public sealed class Merge
{
    public Merge(MergeId id, AccountId keptId, AccountId absorbedId, DateTimeOffset mergedAt, AccountId mergedBy, MergeProof proof)
    {
        Id = id;
        KeptId = keptId;
        AbsorbedId = absorbedId;
        MergedAt = mergedAt;
        MergedBy = mergedBy;
        Proof = proof;
    }

    public MergeId Id { get; private set; }

    public AccountId KeptId { get; private set; }

    public AccountId AbsorbedId { get; private set; }

    public DateTimeOffset MergedAt { get; private set; }

    public AccountId MergedBy { get; private set; }

    public MergeProof Proof { get; private set; }

    /// <summary>What the person was warned of and confirmed all the same, as stable codes.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public DateTimeOffset? UndoneAt { get; private set; }

    public AccountId? UndoneBy { get; private set; }

    public UndoProof? UndoneWith { get; private set; }

    public bool IsOpen => UndoneAt is null;

    /// <exception cref="InvalidOperationException">It is closed already: the caller has not asked <see cref="MergeRules.Undo"/>.</exception>
    public void Close(DateTimeOffset now, AccountId by, UndoProof proof)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException($"Merge {Id} is closed already.");
        }

        UndoneAt = now;
        UndoneBy = by;
        UndoneWith = proof;
    }
}

/// <summary>How whoever merged proved that both accounts are one person's.</summary>
public enum MergeProof
{
    /// <summary>Signed in to one account, with a key made in the other.</summary>
    Key = 1,

    /// <summary>An administrator vouched for it.</summary>
    Administrator = 2,

    /// <summary>Signed in to one account, with the login and the password of the other.</summary>
    Password = 3,

    /// <summary>Signed in to one account, with the login and the first-time code of the other, which was activated by it.</summary>
    FirstCode = 4,
}

public static class MergeProofs
{
    /// <summary>The stable name under which texts, receipts and audit know a proof.</summary>
    public static string Code(this MergeProof proof) =>
        proof switch
        {
            MergeProof.Key => "key",
            MergeProof.Administrator => "administrator",
            MergeProof.Password => "password",
            MergeProof.FirstCode => "first-code",
            _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, null),
        };
}

/// <summary>By what title a merge is cut.</summary>
public enum UndoProof
{
    /// <summary>Signed in to the account that the absorbed one is read through.</summary>
    Root = 1,

    /// <summary>The absorbed login and its own password.</summary>
    Absorbed = 2,

    Administrator = 3,
}
