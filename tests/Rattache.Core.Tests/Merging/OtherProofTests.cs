using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

/// <summary>The other account's password or first-time code, instead of a key: what is the same, and what is not.</summary>
public sealed class OtherProofTests
{
    private const string Kept = "franck.cavel";
    private const string Absorbed = "franck.cavel3";

    private static readonly AccountFacts Keeps = Some.Parent(Kept, Some.Child("Lina"));
    private static readonly AccountFacts Joins = Some.Parent(Absorbed, Some.Child("Noé"));
    private static readonly AccountFacts NotYetActivated = Joins with { Activated = false };

    public static TheoryData<OtherProof, MergeProof> Titles =>
        new()
        {
            { Some.ByKey(Absorbed), MergeProof.Key },
            { Some.ByPassword(Absorbed), MergeProof.Password },
            { Some.ByFirstCode(Absorbed), MergeProof.FirstCode },
        };

    [Theory]
    [MemberData(nameof(Titles))]
    public void Merge_ByAnyProof_IsAcceptedAndRemembersWhich(OtherProof proof, MergeProof title)
    {
        Decide(Some.Graph(Keeps, Joins), proof).ShouldWarn();
        Plan(Some.Graph(Keeps, Joins), proof).ShouldBeOfType<MergePlan.Ready>().Merges.ShouldHaveSingleItem().Proof.ShouldBe(title);
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Merge_ByAnyProof_FollowsTheSameRules(OtherProof proof, MergeProof title)
    {
        foreach (var (graph, refusal) in Barred)
        {
            Decide(graph, proof).ShouldBe(new MergeDecision.Refused(refusal), $"{title} {refusal}");
        }
    }

    [Theory]
    [InlineData(14, 59, true)]
    [InlineData(15, 0, false)]
    public void Merge_TypedAQuarterOfAnHourAgo_IsOver(int minutes, int seconds, bool holds)
    {
        var now = Some.Now + new TimeSpan(0, minutes, seconds);
        foreach (var proof in new[] { Some.ByPassword(Absorbed), Some.ByFirstCode(Absorbed) })
        {
            var decision = new MergeRules().Decide(Some.Graph(Keeps, Joins), new(Keeps.Id, proof), now);
            (decision is MergeDecision.Accepted).ShouldBe(holds);
            decision.Equals(new MergeDecision.Refused(MergeRefusal.ProofOver, ProofFault.Expired)).ShouldBe(!holds);
        }
    }

    [Theory]
    [InlineData(ProofFault.Revoked)]
    [InlineData(ProofFault.Used)]
    [InlineData(ProofFault.Unknown)]
    public void Merge_AccountChangedSinceItWasTyped_IsOverWhateverElseIsWrong(ProofFault fault)
    {
        var graph = Some.Graph(Keeps, Joins with { Held = true });

        Decide(graph, Some.ByPassword(Absorbed, fault)).ShouldBe(new MergeDecision.Refused(MergeRefusal.ProofOver, fault));
        Decide(graph, Some.ByFirstCode(Absorbed, fault)).ShouldBe(new MergeDecision.Refused(MergeRefusal.ProofOver, fault));
    }

    [Fact]
    public void Merge_OwnLogin_IsTheSameAccount() =>
        Decide(Some.Graph(Keeps, Joins), Some.ByPassword(Kept)).ShouldBe(new MergeDecision.Refused(MergeRefusal.SameAccount));

    [Fact]
    public void Merge_NotActivatedYet_IsAcceptedByItsFirstCodeAlone()
    {
        var graph = Some.Graph(Keeps, NotYetActivated);

        Decide(graph, Some.ByFirstCode(Absorbed)).ShouldWarn();
        Decide(graph, Some.ByPassword(Absorbed)).ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));
        Decide(graph, Some.ByKey(Absorbed)).ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));
    }

    [Fact]
    public void Merge_FirstCodeOfALockedAccount_IsInactive() =>
        Decide(Some.Graph(Keeps, NotYetActivated with { Locked = true }), Some.ByFirstCode(Absorbed))
            .ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));

    [Fact]
    public void Merge_IntoAnAccountNotActivated_IsOwnInactiveWhateverTheProof()
    {
        var graph = Some.Graph(Keeps with { Activated = false }, NotYetActivated);

        Decide(graph, Some.ByFirstCode(Absorbed)).ShouldBe(new MergeDecision.Refused(MergeRefusal.OwnInactive));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // taken by its code before, and detached since: it has no password either
    public void Merge_KeepingWhatWasProvenByItsFirstCode_IsInactive(bool activated)
    {
        var graph = Some.Graph(Keeps, Joins with { Activated = activated });

        Decide(graph, Some.ByFirstCode(Absorbed), keepsOther: true).ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));
        Plan(graph, Some.ByFirstCode(Absorbed)).ShouldBeOfType<MergePlan.Ready>().MayTurnRound.ShouldBeFalse();
    }

    [Fact]
    public void Merge_KeepingWhatWasProvenByItsPassword_TurnsTheDirectionRound()
    {
        var graph = Some.Graph(Keeps, Joins);

        Plan(graph, Some.ByPassword(Absorbed)).ShouldBeOfType<MergePlan.Ready>().MayTurnRound.ShouldBeTrue();
        var turned = Plan(graph, Some.ByPassword(Absorbed), keepsOther: true).ShouldBeOfType<MergePlan.Ready>();
        (turned.Kept.Root.Login, turned.Joining.Single().View.Root.Login).ShouldBe((Absorbed, Kept));
    }

    [Fact]
    public void Digest_DoesNotDependOnTheProof() =>
        Titles
            .Select(row => Plan(Some.Graph(Keeps, Joins), row.Data.Item1).ShouldBeOfType<MergePlan.Ready>().Digest())
            .Distinct()
            .ShouldHaveSingleItem();

    private static IEnumerable<(AccountGraph Graph, MergeRefusal Refusal)> Barred =>
        [
            (Some.Graph(Keeps, Joins with { Kind = AccountKind.Student }), MergeRefusal.NotRelative),
            (Some.Graph(Keeps, Joins with { Children = Keeps.Children }), MergeRefusal.CoParents),
            (Some.Graph(Keeps, Joins with { Held = true }), MergeRefusal.Hold),
            (Some.Graph(Keeps, Joins with { Administrator = true }), MergeRefusal.Administrator),
            (Some.Graph(Keeps, Joins, Some.Parent("c")).Merged("c", Absorbed), MergeRefusal.AlreadyAbsorbed),
            (Some.Graph(Keeps, Joins with { Locked = true }), MergeRefusal.Inactive),
            (Some.Graph(Keeps, Joins with { LeftAt = Some.Now }), MergeRefusal.Inactive),
            (Some.Graph(Keeps, Joins with { Federated = true }), MergeRefusal.Federated),
        ];

    private static MergeDecision Decide(AccountGraph graph, OtherProof proof, bool keepsOther = false) =>
        new MergeRules().Decide(graph, new(Some.Id(Kept), proof, keepsOther), Some.Now);

    private static MergePlan Plan(AccountGraph graph, OtherProof proof, bool keepsOther = false) =>
        MergePlan.Make(new(), graph, Some.Id(Kept), [(Some.Merge(Absorbed), proof)], keepsOther, Some.Now);
}
