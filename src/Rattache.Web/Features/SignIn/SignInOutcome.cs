using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Web.Features.SignIn;

/// <summary>What a login and a password lead to.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <param name="Through">The absorbed login that was typed, where it was not the account's own.</param>
    public sealed record SignedIn(Credentials Credentials, AccountKind Kind, string? Through) : SignInOutcome;

    /// <summary>The password is right, and the root has a second step (<see cref="SecondFactor.SecondStep"/>): nothing is open yet.</summary>
    public sealed record NeedsCode(Credentials Credentials, AccountKind Kind, string? Through) : SignInOutcome;

    /// <summary>The password is the absorbed account's own: it opens nothing, but proves who may take the merge back.</summary>
    public sealed record Absorbed(AccountId Account, string Login, string RootLogin, MergeId Merge, DateTimeOffset Since) : SignInOutcome;

    /// <summary>The password is right, and opens nothing any more: whoever proved that it is theirs may be told, and nobody else.</summary>
    public sealed record Closed : SignInOutcome;

    /// <summary>Unknown login, wrong password, not activated, locked: the screen tells none from the other.</summary>
    public sealed record Refused : SignInOutcome;

    /// <summary>Too much was guessed from this network address (<see cref="AddressLimit"/>): the login was not looked at.</summary>
    public sealed record HeldUp : SignInOutcome;
}
