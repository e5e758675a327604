using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.Passkeys;

/// <summary>
/// A passkey is proof like the account's own password: the root's signs in, an absorbed account's only explains where the account went
/// (ADR 0002, ADR 0017). It checked its owner by finger, face or code, so no second step follows.
/// </summary>
public sealed class PasskeySignIn(
    RattacheDb db,
    UserManager<Credentials> users,
    IPasskeyHandler<Credentials> passkeys,
    DepartureDelays delays,
    TimeProvider clock
)
{
    /// <param name="answer">What the browser says that the authenticator said, as JSON.</param>
    /// <param name="challenge">That it answers.</param>
    public async Task<SignInOutcome> TryAsync(HttpContext http, string answer, string? challenge, CancellationToken cancellation)
    {
        var result = await passkeys.PerformAssertionAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = answer,
                AssertionState = challenge,
            }
        );
        var id = result.Succeeded ? result.User.Id : default;
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([id], cancellation);
        db.ChangeTracker.Clear(); // what the answer was judged by is read anew, under the lock
        var found = await db.FindSignInTargetAsync(db.Accounts.Where(a => a.Id == id), delays.ClosedUpTo(now), cancellation);
        var passkey = found?.Own is { } own ? await users.GetPasskeyAsync(own, result.Passkey!.CredentialId) : null;
        SignInOutcome outcome = found switch
        {
            null or { Locked: true } => new SignInOutcome.Refused(),
            _ when passkey is null => new SignInOutcome.Refused(), // removed meanwhile
            { Closed: true } => new SignInOutcome.Closed(),
            { Merge: { } merge } => new SignInOutcome.Absorbed(found.Id, found.Login, found.Root!.UserName!, merge.Id, merge.MergedAt),
            _ => new SignInOutcome.SignedIn(found.Own!, found.Kind, Through: null),
        };
        var opened = outcome is SignInOutcome.SignedIn or SignInOutcome.Absorbed ? found?.Id : null;
        db.Record(now, AuditKinds.SignedIn, CodeOf(outcome), opened, found?.Id, address: http.Address());
        if (opened is not null)
        {
            // How often it signed: a copy of it is found out by that. A name given to it meanwhile stays.
            passkey!.SignCount = result.Passkey!.SignCount;
            passkey.IsBackedUp = result.Passkey.IsBackedUp;
            passkey.IsUserVerified = result.Passkey.IsUserVerified;
            await users.AddOrUpdatePasskeyAsync(found!.Own!, passkey);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome;
    }

    private static string CodeOf(SignInOutcome outcome) =>
        outcome switch
        {
            SignInOutcome.SignedIn => AuditKinds.Ok,
            SignInOutcome.Absorbed => "sign-in.absorbed",
            SignInOutcome.Closed => "sign-in.closed",
            _ => "sign-in.passkey-refused",
        };
}
