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
        var found = await db.FindSignInTargetAsync(db.Accounts.Where(a => a.Id == id), delays.ClosedUpTo(clock.GetUtcNow()), cancellation);
        SignInOutcome outcome = found switch
        {
            null or { Locked: true } => new SignInOutcome.Refused(),
            { Closed: true } => new SignInOutcome.Closed(),
            { Merge: { } merge } => new SignInOutcome.Absorbed(found.Id, found.Login, found.Root!.UserName!, merge.Id, merge.MergedAt),
            _ => new SignInOutcome.SignedIn(found.Own!, found.Kind, Through: null),
        };
        var opened = outcome is SignInOutcome.SignedIn or SignInOutcome.Absorbed ? found?.Id : null;
        db.Record(clock.GetUtcNow(), AuditKinds.SignedIn, CodeOf(outcome), opened, found?.Id, address: http.Address());
        if (opened is not null)
        {
            // How often it signed: a copy of it is found out by that. Saves the line of the audit too.
            await users.AddOrUpdatePasskeyAsync(found!.Own!, result.Passkey!);
        }

        await db.SaveChangesAsync(cancellation);
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
