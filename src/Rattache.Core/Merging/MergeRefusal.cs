namespace Rattache.Core.Merging;

/// <summary>Why two accounts do not merge, in the order in which it is checked (DESIGN §2).</summary>
public enum MergeRefusal
{
    /// <summary>Malformed, unknown, expired, revoked or already used: one text on screen, the exact <see cref="ProofFault"/> in the audit.</summary>
    KeyInvalid = 1,
    SameAccount,
    NotRelative,
    CoParents,
    Hold,
    Administrator,
    AlreadyAbsorbed,

    /// <summary>The account of whoever asks, kept or not: it has left its feed since they signed in, or is locked.</summary>
    OwnInactive,
    Inactive,
    SourceFamily,
    Federated,
    Conflict,

    /// <summary>More keys at once than <see cref="MergeRules.MostKeys"/>.</summary>
    TooManyKeys,

    /// <summary>Too many keys that do not work within an hour, from the account or from the address.</summary>
    TooManyTries,

    /// <summary>The other account's password or code was typed too long ago, or has changed since: one text, the exact cause in the audit.</summary>
    ProofOver,
}

/// <summary>Why a merge is not taken back.</summary>
public enum UndoRefusal
{
    /// <summary>Never made, closed already, or none of the asker's.</summary>
    Unknown = 1,

    /// <summary>The absorbed account is locked, which forbids just this, or the root is, which locks all its logins.</summary>
    Locked,
}

/// <summary>The stable names under which texts, audit and services know a refusal.</summary>
public static class RefusalCodes
{
    public static string Code(this MergeRefusal refusal) =>
        refusal switch
        {
            MergeRefusal.KeyInvalid => "merge.key-invalid",
            MergeRefusal.SameAccount => "merge.same-account",
            MergeRefusal.NotRelative => "merge.not-relative",
            MergeRefusal.CoParents => "merge.co-parents",
            MergeRefusal.Hold => "merge.hold",
            MergeRefusal.Administrator => "merge.administrator",
            MergeRefusal.AlreadyAbsorbed => "merge.already-absorbed",
            MergeRefusal.OwnInactive => "merge.own-inactive",
            MergeRefusal.Inactive => "merge.inactive",
            MergeRefusal.SourceFamily => "merge.source-family",
            MergeRefusal.Federated => "merge.federated",
            MergeRefusal.Conflict => "merge.conflict",
            MergeRefusal.TooManyKeys => "merge.too-many-keys",
            MergeRefusal.TooManyTries => "merge.too-many-tries",
            MergeRefusal.ProofOver => "merge.proof-over",
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
        };

    public static string Code(this UndoRefusal refusal) =>
        refusal switch
        {
            UndoRefusal.Unknown => "undo.unknown",
            UndoRefusal.Locked => "undo.locked",
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
        };
}
