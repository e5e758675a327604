namespace Rattache.Core.Accounts;

/// <summary>Why somebody may not call themself so, in the order in which it is checked.</summary>
public enum AliasRefusal
{
    Empty = 1,

    /// <summary>An e-mail address: couples share one, and whoever reads a list of logins would have it.</summary>
    Address,

    /// <summary>Something else than letters, digits, dots and hyphens, or no letter first.</summary>
    Signs,
    TooShort,
    TooLong,

    /// <summary>Like the service's own, or a school's.</summary>
    Reserved,

    /// <summary>Like <c>first.last2</c>: it could become somebody's.</summary>
    LooksMade,
}

public static class AliasRefusalCodes
{
    /// <summary>The stable name of its text.</summary>
    public static string Code(this AliasRefusal refusal) =>
        refusal switch
        {
            AliasRefusal.Empty => "alias.empty",
            AliasRefusal.Address => "alias.address",
            AliasRefusal.Signs => "alias.signs",
            AliasRefusal.TooShort => "alias.too-short",
            AliasRefusal.TooLong => "alias.too-long",
            AliasRefusal.LooksMade => "alias.looks-made",
            AliasRefusal.Reserved => "alias.reserved",
            _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
        };
}
