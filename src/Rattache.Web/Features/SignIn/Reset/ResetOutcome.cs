using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What a typed code opens.</summary>
public abstract record ResetOutcome
{
    private ResetOutcome() { }

    /// <summary>One account that the code is good for.</summary>
    public abstract record Door(string Login) : ResetOutcome;

    /// <param name="Token">Identity's own, good for a while and until the password changes.</param>
    /// <param name="Version">
    /// The concurrency stamp that the account had: whoever reads an old mailbox has a code no longer, nor what it opened, once its owner
    /// has another address or mobile, and Identity's token does not know of those.
    /// </param>
    public sealed record Choose(AccountId Account, string Login, string Token, string? Version) : Door(Login);

    /// <summary>The absorbed account's own mailbox: it may be taken back, nothing else.</summary>
    public sealed record Detach(SignInOutcome.Absorbed Absorbed) : Door(Absorbed.Login);

    /// <summary>Several accounts verified where the code went: the person says which.</summary>
    public sealed record Several(ImmutableArray<Door> Doors) : ResetOutcome;

    /// <summary>Wrong, too old, used, tried too often, or never sent: the screen tells none from the other.</summary>
    public sealed record Refused : ResetOutcome;
}
