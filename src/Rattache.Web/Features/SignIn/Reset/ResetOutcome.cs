using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What a typed code opens.</summary>
public abstract record ResetOutcome
{
    private ResetOutcome() { }

    /// <param name="Token">Identity's own, good until the password or anything else of the account changes.</param>
    public sealed record Choose(AccountId Account, string Token) : ResetOutcome;

    /// <summary>The absorbed account's own mailbox: it may be taken back, nothing else.</summary>
    public sealed record Detach(SignInOutcome.Absorbed Absorbed) : ResetOutcome;

    /// <summary>Wrong, too old, used, tried too often, or never sent: the screen tells none from the other.</summary>
    public sealed record Refused : ResetOutcome;
}
