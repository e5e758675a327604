using Rattache.Core.Accounts;

namespace Rattache.Web.Activation;

/// <summary>
/// An account's first-time code until it is used. Sealed under a key kept outside the database, so that a sheet can be
/// printed again and a stolen database opens nothing.
/// </summary>
public sealed class ActivationCode(AccountId accountId, byte[] @sealed, DateTimeOffset madeAt)
{
    public AccountId AccountId { get; private set; } = accountId;

    public byte[] Sealed { get; private set; } = @sealed;

    public DateTimeOffset MadeAt { get; private set; } = madeAt;
}
