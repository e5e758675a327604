using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>By what somebody who is signed in shows that another account is theirs too.</summary>
public abstract record OtherProof
{
    /// <summary>How long the other account's password or code counts once it has been typed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private OtherProof() { }

    /// <summary>The account proven.</summary>
    public abstract AccountId Account { get; }

    /// <summary>What the merge remembers of it.</summary>
    public abstract MergeProof Title { get; }

    /// <summary>Null while it counts. The end of its life is exclusive.</summary>
    public abstract ProofFault? FaultAt(DateTimeOffset now);

    public sealed record ByKey(MergeKey Key) : OtherProof
    {
        public override AccountId Account => Key.AccountId;

        public override MergeProof Title => MergeProof.Key;

        public override ProofFault? FaultAt(DateTimeOffset now) => Key.FaultAt(now);
    }

    /// <summary>Its login and its password.</summary>
    /// <param name="Typed">The account.</param>
    /// <param name="Until">When what was typed counts no more.</param>
    /// <param name="Broken">What has happened to the account since it was typed; null when nothing has.</param>
    public sealed record ByPassword(AccountId Typed, DateTimeOffset Until, ProofFault? Broken = null) : OtherProof
    {
        public override AccountId Account => Typed;

        public override MergeProof Title => MergeProof.Password;

        public override ProofFault? FaultAt(DateTimeOffset now) => Broken ?? Over(Until, now);
    }

    /// <summary>
    /// Its login and its first-time code. The account need not be activated: it is by this. But it has no password, so that nobody
    /// could sign in to it: it is given up, never kept (ADR 0014).
    /// </summary>
    /// <inheritdoc cref="ByPassword"/>
    public sealed record ByFirstCode(AccountId Typed, DateTimeOffset Until, ProofFault? Broken = null) : OtherProof
    {
        public override AccountId Account => Typed;

        public override MergeProof Title => MergeProof.FirstCode;

        public override ProofFault? FaultAt(DateTimeOffset now) => Broken ?? Over(Until, now);
    }

    private static ProofFault? Over(DateTimeOffset until, DateTimeOffset now) => now >= until ? ProofFault.Expired : null;
}

/// <summary>What is wrong with a proof of the other account. The screen says the same for each; the audit tells them apart.</summary>
public enum ProofFault
{
    Malformed = 1,

    /// <summary>No such key; or what was typed, was typed in another account.</summary>
    Unknown,
    Expired,

    /// <summary>A key that was cancelled; a password that was changed since, or an account that was merged or detached since.</summary>
    Revoked,
    Used,
}
