using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>
/// A proposal to administrators: the new account may be that of somebody whose account left with the same delivery, under the same name.
/// Nothing is carried over by itself.
/// </summary>
public sealed class AccountContinuation(AccountId accountId, AccountId formerId, DateTimeOffset proposedAt)
{
    public AccountId AccountId { get; private set; } = accountId;

    public AccountId FormerId { get; private set; } = formerId;

    public DateTimeOffset ProposedAt { get; private set; } = proposedAt;

    /// <summary>Null while nobody has decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
}
