namespace Rattache.Core.Accounts;

/// <summary>
/// The row that whoever changes a merge locks first. Imports never touch it, so that a merge and an import
/// write different rows and commute.
/// </summary>
public sealed class AccountGuard
{
    public AccountGuard(AccountId accountId)
    {
        AccountId = RootId = accountId;
    }

    public AccountId AccountId { get; private set; }

    /// <summary>The account this one is read through; itself when nothing absorbed it. The merges are the truth, this is their index.</summary>
    public AccountId RootId { get; private set; }

    /// <summary>Raised by each merge and undo that touches the account. Ours, since SQLite makes none.</summary>
    public long Version { get; private set; }

    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>An administrator forbade merging this account (violence, court order).</summary>
    public bool MergeHold { get; init; }
}
