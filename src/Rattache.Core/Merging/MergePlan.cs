using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>What several proofs given at once come to: all of them, or none.</summary>
public abstract record MergePlan
{
    private MergePlan() { }

    /// <summary>What the person is shown before confirming, and what confirming then does.</summary>
    /// <param name="Joined">The accounts as they would be read.</param>
    /// <param name="Merges">In the order of the proofs; not yet made.</param>
    public sealed record Ready(AccountView Kept, ImmutableArray<Joining> Joining, AccountGraph Joined, ImmutableArray<Merge> Merges) : MergePlan
    {
        /// <summary>With one account, the choice can be turned round; not where the other would be left without a password to keep it by.</summary>
        public bool MayTurnRound => Merges is [var only] && only.Proof != MergeProof.FirstCode;

        /// <summary>The person afterwards: for whoever is shown it, which confirming does without.</summary>
        public AccountView After() => AccountView.Of(Joined, Kept.Root.Id);

        /// <summary>
        /// Lower-case hexadecimal SHA-256 of all that the preview shows. Confirming carries it back: when anything shown has
        /// changed since, so has the digest, and the person looks again.
        /// </summary>
        public string Digest()
        {
            var shown = new StringBuilder();
            foreach (var view in Joining.Select(j => j.View).Prepend(Kept))
            {
                Write(shown, view);
            }

            shown.AppendJoin(' ', Joining.SelectMany(j => j.Warnings).Select(w => w.Code()));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown.ToString())));
        }

        private static void Write(StringBuilder shown, AccountView view)
        {
            shown.Append(CultureInfo.InvariantCulture, $"{view.Root.Id}\n{view.Root.DisplayName}\n{view.Root.BirthDate:O}\n");
            shown.AppendJoin('\n', view.MergedLogins.Select(m => m.MergeId)).Append('\n');
            shown.AppendJoin('\n', view.Schools.Select(s => s.Name)).Append('\n');
            foreach (var child in view.Children)
            {
                shown.Append(CultureInfo.InvariantCulture, $"{child.StudentIds[0]} {child.FirstName} {child.LastName}\n");
                shown.AppendJoin('\n', child.Places.Select(p => $"{p.SchoolName} {p.ClassName}")).Append('\n');
            }
        }
    }

    public sealed record Held : MergePlan;

    public sealed record Refused(MergeRefusal Reason, ProofFault? Fault = null) : MergePlan;

    /// <param name="proofs">One for each key pasted, null where nothing is known of it, with the id that its merge would get.</param>
    /// <param name="keepsOther">The other account is kept instead; with one proof only.</param>
    public static MergePlan Make(
        MergeRules rules,
        AccountGraph graph,
        AccountId signedIn,
        IReadOnlyList<(MergeId Id, OtherProof? Proof)> proofs,
        bool keepsOther,
        DateTimeOffset now
    )
    {
        if (proofs.Count == 0)
        {
            return new Refused(MergeRefusal.KeyInvalid, ProofFault.Malformed);
        }

        if (proofs.Count > (keepsOther ? 1 : MergeRules.MostKeys))
        {
            return new Refused(MergeRefusal.TooManyKeys);
        }

        var after = graph;
        var merges = ImmutableArray.CreateBuilder<Merge>(proofs.Count);
        var joining = ImmutableArray.CreateBuilder<Joining>(proofs.Count);
        foreach (var (id, proof) in proofs)
        {
            switch (rules.Decide(after, new MergeRequest(signedIn, proof, keepsOther), now))
            {
                case MergeDecision.Refused refused:
                    return new Refused(refused.Reason, refused.Fault);
                case MergeDecision.Held:
                    return new Held();
                case MergeDecision.Accepted accepted:
                    var (kept, absorbed) = keepsOther ? (proof!.Account, signedIn) : (signedIn, proof!.Account);
                    joining.Add(new(AccountView.Of(graph, absorbed), accepted.Warnings));
                    merges.Add(new(id, kept, absorbed, now, signedIn, proof!.Title) { Warnings = [.. accepted.Warnings.Select(w => w.Code())] });
                    after = after with { Forest = after.Forest.Join(merges[^1]) };
                    break;
            }
        }

        return new Ready(AccountView.Of(graph, merges[0].KeptId), joining.DrainToImmutable(), after, merges.DrainToImmutable());
    }
}

/// <summary>One account about to be absorbed, and what to warn of.</summary>
public sealed record Joining(AccountView View, ImmutableArray<MergeWarning> Warnings);
