using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// A mailed code until it is typed. One an account. A root's opens a new password; that of an absorbed account opens nothing
/// but detaching it (DESIGN §5).
/// </summary>
public sealed class PasswordReset
{
    public const int MostTries = 10;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public required AccountId AccountId { get; init; }

    public required byte[] CodeHash { get; init; }

    public required byte[] Salt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Counted before each comparison, so that many at once do not get more than one at a time would.</summary>
    public int Tries { get; init; }
}
