namespace Rattache.Core.Accounts;

/// <summary>Names one account for ever; version 7, so that it sorts by when it was made. Never a secret.</summary>
public readonly record struct AccountId(Guid Value) : IComparable<AccountId>
{
    /// <summary>Stands in the record of a merge for whoever made or undid it, once their own account has been erased.</summary>
    public static AccountId Erased => default;

    /// <summary>The one order in which guards are locked, whoever merges whom.</summary>
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D");

    public static bool operator <(AccountId left, AccountId right) => left.CompareTo(right) < 0;

    public static bool operator >(AccountId left, AccountId right) => left.CompareTo(right) > 0;

    public static bool operator <=(AccountId left, AccountId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AccountId left, AccountId right) => left.CompareTo(right) >= 0;
}
