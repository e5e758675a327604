using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Merges;

/// <summary>
/// Somebody who is signed in types the login and the password of another account, or its first-time code where it has no password
/// yet. It costs what a sign-in costs, is counted like one, and tells no more than one does.
/// </summary>
public sealed class ProveOther(RattacheDb db, PasswordCheck passwords, ActivationCodes codes, Tries tries, MergeLimits limits, TimeProvider clock)
{
    public async Task<ProofOutcome> TryAsync(AccountId signedIn, string login, string secret, string? address, CancellationToken cancellation)
    {
        if (!await limits.MayProveAsync(signedIn, address, cancellation))
        {
            db.Record(clock.GetUtcNow(), AuditKinds.PasswordGiven, "proof.too-many", signedIn, address: address);
            await db.SaveChangesAsync(cancellation);
            return new ProofOutcome.TooMany();
        }

        var match = await passwords.MatchAsync(login, secret, cancellation);
        var proven = await ProvenAsync(match, secret, cancellation);
        if (proven is null && match is PasswordMatch.None missed)
        {
            await tries.FailedAsync(missed.CountsOn, cancellation);
        }

        var outcome = await CountedAsync(signedIn, proven, match, address, cancellation);
        if (outcome is ProofOutcome.Given && match is PasswordMatch.OfRoot { Found.Closed: false } right)
        {
            await tries.SucceededAsync(right.Root, cancellation);
        }
        else if (proven is not null || match is not PasswordMatch.None)
        {
            await tries.GiveBackAsync(ClaimedOf(match), cancellation);
        }

        return outcome;
    }

    private static AccountId ClaimedOf(PasswordMatch match) =>
        match switch
        {
            PasswordMatch.OfRoot(_, var root) => root.Id,
            PasswordMatch.OfAbsorbed(_, var root, _) => root.Id,
            PasswordMatch.None(_, var countsOn) => countsOn,
            _ => throw new InvalidOperationException($"No such match: {match.GetType().Name}"),
        };

    private sealed record Proven(AccountId Account, MergeProof Proof, string State);

    // An absorbed account is told apart by the rules: its ticket leads to a refusal in words.
    private async Task<Proven?> ProvenAsync(PasswordMatch match, string secret, CancellationToken cancellation)
    {
        switch (match)
        {
            // Whoever asks for more than a password when they sign in asks for more here.
            case PasswordMatch.OfRoot(_, { TwoFactorEnabled: true }):
                return null;
            case PasswordMatch.OfRoot(var found, _):
                return ByPassword(found);
            case PasswordMatch.OfAbsorbed(var found, _, _):
                return ByPassword(found);
            case PasswordMatch.None(var found, _):
                var code = await FirstCodeAsync(found, cancellation);
                return code is not null && codes.Matches(code, secret)
                    ? new(found!.Id, MergeProof.FirstCode, ProofState.OfFirstCode(found.RootId, code.Sealed))
                    : null;
            default:
                throw new InvalidOperationException($"No such match: {match.GetType().Name}");
        }

        static Proven ByPassword(SignInTarget found) =>
            new(found.Id, MergeProof.Password, ProofState.OfPassword(found.RootId, found.Own?.SecurityStamp));
    }

    // Asked for in any case, so that the answer takes as long. A code counts only where there is no password.
    private Task<ActivationCode?> FirstCodeAsync(SignInTarget? found, CancellationToken cancellation)
    {
        var id = found is { Locked: false, Own: null or { PasswordHash: null } } ? found.Id : default;
        return db.ActivationCodes.AsNoTracking().SingleOrDefaultAsync(c => c.AccountId == id, cancellation);
    }

    /// <summary>Counted anew under the lock: of a hundred guesses at once, those beyond the limit do not learn whether they were right.</summary>
    private async Task<ProofOutcome> CountedAsync(
        AccountId signedIn,
        Proven? proven,
        PasswordMatch match,
        string? address,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await limits.LockAsync(signedIn, address, cancellation);
        ProofOutcome outcome =
            !await limits.MayProveAsync(signedIn, address, cancellation) ? new ProofOutcome.TooMany()
            : proven is null && match is PasswordMatch.OfRoot ? new ProofOutcome.SecondStep()
            : proven is null ? new ProofOutcome.Refused()
            : new ProofOutcome.Given(new(signedIn, proven.Account, proven.Proof, proven.State, now + OtherProof.Life));
        if (outcome is not ProofOutcome.Given)
        {
            var missed = (match as PasswordMatch.None)?.Found?.RootId;
            var code = outcome switch
            {
                ProofOutcome.Refused => MergeLimits.ProofRefused,
                ProofOutcome.SecondStep => "proof.second-step",
                _ => "proof.too-many",
            };
            // Whose account it was tried on sees that it was; where it was tried is the other side of the merge that did not come about.
            db.Record(now, AuditKinds.PasswordGiven, code, signedIn, missed, missed is null ? null : signedIn, address);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return outcome;
    }
}

/// <summary>What typing another account's login and secret came to.</summary>
public abstract record ProofOutcome
{
    private ProofOutcome() { }

    /// <summary>Right: the merge may be previewed. Recorded there.</summary>
    public sealed record Given(ProofTicket Ticket) : ProofOutcome;

    /// <summary>Unknown login, wrong password, wrong or used code, locked, too many tries on it: the screen tells none from the other.</summary>
    public sealed record Refused : ProofOutcome;

    /// <summary>The password is right, and alone does not sign in to that account: a key made in it proves it.</summary>
    public sealed record SecondStep : ProofOutcome;

    /// <summary>Too many that matched nothing within the hour, from the account or from the address.</summary>
    public sealed record TooMany : ProofOutcome;
}
