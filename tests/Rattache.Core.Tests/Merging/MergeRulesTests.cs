using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeRulesTests
{
    private const string Kept = "franck.cavel";
    private const string Absorbed = "franck.cavel3";
    private const string Deep = "franck.cavel4";

    private static readonly AccountFacts Keeps = Some.Parent(Kept, Some.Child("Lina"));
    private static readonly AccountFacts Joins = Some.Parent(Absorbed, Some.Child("Noé"));

    public static TheoryData<string, Func<AccountFacts, AccountFacts>, MergeRefusal> EitherSide =>
        new()
        {
            { "teacher", a => a with { Kind = AccountKind.Teacher }, MergeRefusal.NotRelative },
            { "pupil", a => a with { Kind = AccountKind.Student }, MergeRefusal.NotRelative },
            { "staff", a => a with { Kind = AccountKind.Staff }, MergeRefusal.NotRelative },
            { "held", a => a with { Held = true }, MergeRefusal.Hold },
            { "administrator", a => a with { Administrator = true }, MergeRefusal.Administrator },
            { "not activated", a => a with { Activated = false }, MergeRefusal.Inactive },
            { "locked", a => a with { Locked = true }, MergeRefusal.Inactive },
            { "left", a => a with { LeftAt = Some.Now }, MergeRefusal.Inactive },
        };

    [Theory]
    [MemberData(nameof(EitherSide))]
    public void Merge_KeptAccountBarred_IsRefused(string why, Func<AccountFacts, AccountFacts> barred, MergeRefusal refusal) =>
        Decide(Some.Graph(barred(Keeps), Joins))
            .ShouldBe(new MergeDecision.Refused(refusal == MergeRefusal.Inactive ? MergeRefusal.OwnInactive : refusal), why);

    [Theory]
    [MemberData(nameof(EitherSide))]
    public void Merge_AbsorbedAccountBarred_IsRefused(string why, Func<AccountFacts, AccountFacts> barred, MergeRefusal refusal) =>
        Decide(Some.Graph(Keeps, barred(Joins))).ShouldBe(new MergeDecision.Refused(refusal), why);

    [Theory]
    [MemberData(nameof(EitherSide))]
    public void Merge_BarredAccountDeepInEitherTree_IsRefusedUnlessOnlyItsRootCounts(
        string why,
        Func<AccountFacts, AccountFacts> barred,
        MergeRefusal refusal
    )
    {
        var graph = Some.Graph(Keeps, Joins, barred(Some.Parent(Deep)));

        foreach (var root in new[] { Kept, Absorbed })
        {
            var refused = Decide(graph.Merged(root, Deep)) is MergeDecision.Refused { Reason: var reason } && reason == refusal;
            refused.ShouldBe(refusal != MergeRefusal.Inactive, why); // a login asleep in a tree bars nobody
        }
    }

    [Fact]
    public void Merge_TwoParentsWithNothingAgainstIt_IsAcceptedWithoutWarning() => Decide(Some.Graph(Keeps, Joins)).ShouldWarn();

    [Fact]
    public void Merge_UnknownKey_IsRefused() =>
        new MergeRules()
            .Decide(Some.Graph(Keeps), new(Keeps.Id, null), Some.Now)
            .ShouldBe(new MergeDecision.Refused(MergeRefusal.KeyInvalid, ProofFault.Unknown));

    [Fact]
    public void Merge_ExpiredKey_IsRefused() =>
        RefusalOf(Some.Key(Absorbed), Some.Now.AddMinutes(30)).ShouldBe(new(MergeRefusal.KeyInvalid, ProofFault.Expired));

    [Fact]
    public void Merge_RevokedKey_IsRefused()
    {
        var code = Some.Code(Absorbed);
        var key = new MergeKey(Guid.Empty, Joins.Id, code, Some.Now, TimeSpan.FromMinutes(30)) { RevokedAt = Some.Now };

        RefusalOf(key, Some.Now).ShouldBe(new(MergeRefusal.KeyInvalid, ProofFault.Revoked));
    }

    [Fact]
    public void Merge_UsedKey_IsRefused()
    {
        var code = Some.Code(Absorbed);
        var key = new MergeKey(Guid.Empty, Joins.Id, code, Some.Now, TimeSpan.FromMinutes(30)) { UsedAt = Some.Now };

        RefusalOf(key, Some.Now).ShouldBe(new(MergeRefusal.KeyInvalid, ProofFault.Used));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merge_KeyOfTheAccountItIsPastedIn_IsRefused(bool keepsOther) =>
        new MergeRules()
            .Decide(Some.Graph(Keeps), new(Keeps.Id, Some.ByKey(Kept), keepsOther), Some.Now)
            .ShouldBe(new MergeDecision.Refused(MergeRefusal.SameAccount));

    [Fact]
    public void Merge_TwoParentsOfOnePupilsRecord_IsRefused() =>
        Decide(Some.Graph(Keeps, Some.Parent(Absorbed, Some.Child("Lina")))).ShouldBe(new MergeDecision.Refused(MergeRefusal.CoParents));

    [Theory]
    [InlineData(Kept)]
    [InlineData(Absorbed)]
    public void Merge_CoParentDeepInEitherTree_IsRefused(string root)
    {
        var child = root == Kept ? "Noé" : "Lina";
        var graph = Some.Graph(Keeps, Joins, Some.Parent(Deep, Some.Child(child))).Merged(root, Deep);

        Decide(graph).ShouldBe(new MergeDecision.Refused(MergeRefusal.CoParents));
    }

    [Fact]
    public void Merge_TwoRecordsOfOneChild_IsAccepted() =>
        Decide(Some.Graph(Some.Parent(Kept, Some.Child("Lina", "1A")), Some.Parent(Absorbed, Some.Child("LINA", "1A")))).ShouldWarn();

    [Theory]
    [InlineData(Kept)]
    [InlineData(Absorbed)]
    public void Merge_EitherAccountAlreadyAbsorbed_IsRefused(string absorbed)
    {
        var graph = Some.Graph(Keeps, Joins, Some.Parent(Deep)).Merged(Deep, absorbed);

        Decide(graph).ShouldBe(new MergeDecision.Refused(MergeRefusal.AlreadyAbsorbed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merge_KeyOfAnAccountOfOnesOwnTree_IsAlreadyAbsorbedAndNotCoParents(bool keepsOther) =>
        Decide(Some.Graph(Keeps, Joins).Merged(Kept, Absorbed), keepsOther: keepsOther)
            .ShouldBe(new MergeDecision.Refused(MergeRefusal.AlreadyAbsorbed));

    [Fact]
    public void Merge_KeptAccountLeftButNotAllOfItsTree_IsAccepted() =>
        Decide(Some.Graph(Keeps with { LeftAt = Some.Now }, Joins, Some.Parent(Deep)).Merged(Kept, Deep)).ShouldWarn();

    [Fact]
    public void Merge_WholeTreeLeft_IsRefused()
    {
        var graph = Some.Graph(Keeps, Joins with { LeftAt = Some.Now }, Some.Parent(Deep) with { LeftAt = Some.Now }).Merged(Absorbed, Deep);

        Decide(graph).ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Merge_Inactive_IsSaidOfTheAccountThatIs_WhicheverIsKept(bool keepsOther)
    {
        var (left, locked) = (Keeps with { LeftAt = Some.Now }, Keeps with { Locked = true });
        var gone = Joins with { LeftAt = Some.Now };

        Decide(Some.Graph(left, Joins), keepsOther: keepsOther).ShouldBe(new MergeDecision.Refused(MergeRefusal.OwnInactive));
        Decide(Some.Graph(locked, Joins), keepsOther: keepsOther).ShouldBe(new MergeDecision.Refused(MergeRefusal.OwnInactive));
        Decide(Some.Graph(Keeps, gone), keepsOther: keepsOther).ShouldBe(new MergeDecision.Refused(MergeRefusal.Inactive));
        // To mend the other would not help.
        Decide(Some.Graph(left, gone), keepsOther: keepsOther).ShouldBe(new MergeDecision.Refused(MergeRefusal.OwnInactive));
    }

    [Fact]
    public void Merge_TwoTrees_IsAccepted()
    {
        var graph = Some.Graph(Keeps, Joins, Some.Parent("a"), Some.Parent("b"), Some.Parent("c"))
            .Merged("a", "c")
            .Merged(Kept, "a")
            .Merged(Absorbed, "b");

        Decide(graph).ShouldWarn();
    }

    [Theory]
    [InlineData(DirectorySource.Aaf, DirectorySource.Csv, true)]
    [InlineData(DirectorySource.Manual, DirectorySource.Aaf1d, true)]
    [InlineData(DirectorySource.Onde, DirectorySource.Aaf1d, true)]
    [InlineData(DirectorySource.Aaf, DirectorySource.Aaf1d, false)]
    [InlineData(DirectorySource.Csv, DirectorySource.Manual, false)]
    [InlineData(DirectorySource.Onde, DirectorySource.Csv, false)]
    public void Merge_SourceFamilies_PartOnlyWhenTheSettingKeepsThemApart(DirectorySource kept, DirectorySource absorbed, bool parts)
    {
        var graph = Some.Graph(Keeps with { Source = kept }, Joins with { Source = absorbed });

        Decide(graph).ShouldWarn();
        var apart = Decide(graph, new(SourceFamiliesApart: true));
        (apart is MergeDecision.Refused { Reason: MergeRefusal.SourceFamily }).ShouldBe(parts);
        (apart is MergeDecision.Accepted).ShouldBe(!parts);
    }

    [Fact]
    public void Merge_OtherSourceFamilyDeepInTree_IsRefusedWhenKeptApart()
    {
        var graph = Some.Graph(Keeps, Joins, Some.Parent(Deep) with { Source = DirectorySource.Csv }).Merged(Absorbed, Deep);

        Decide(graph, new(SourceFamiliesApart: true)).ShouldBe(new MergeDecision.Refused(MergeRefusal.SourceFamily));
    }

    [Fact]
    public void Merge_FederatedIntoLocal_IsRefusedUnlessTheSettingAllowsIt()
    {
        var graph = Some.Graph(Keeps, Joins with { Federated = true });

        Decide(graph).ShouldBe(new MergeDecision.Refused(MergeRefusal.Federated));
        Decide(graph, new(FederatedIntoLocal: true)).ShouldWarn();
    }

    [Fact]
    public void Merge_LocalIntoFederated_IsAccepted() => Decide(Some.Graph(Keeps with { Federated = true }, Joins)).ShouldWarn();

    [Fact]
    public void Merge_FederatedIntoFederated_IsAccepted() =>
        Decide(Some.Graph(Keeps with { Federated = true }, Joins with { Federated = true })).ShouldWarn();

    [Fact]
    public void Merge_FederatedDeepInAbsorbedTree_IsRefused() =>
        Decide(Some.Graph(Keeps, Joins, Some.Parent(Deep) with { Federated = true }).Merged(Absorbed, Deep))
            .ShouldBe(new MergeDecision.Refused(MergeRefusal.Federated));

    [Fact]
    public void Merge_FederatedIntoATreeThatHoldsAFederatedAccount_IsAccepted() =>
        Decide(Some.Graph(Keeps, Joins with { Federated = true }, Some.Parent(Deep) with { Federated = true }).Merged(Kept, Deep)).ShouldWarn();

    [Fact]
    public void Merge_KeepingTheOther_TurnsTheDirectionRound()
    {
        var intoLocal = Some.Graph(Keeps, Joins with { Federated = true });
        var intoFederated = Some.Graph(Keeps with { Federated = true }, Joins);

        Decide(intoLocal, keepsOther: true).ShouldWarn();
        Decide(intoFederated, keepsOther: true).ShouldBe(new MergeDecision.Refused(MergeRefusal.Federated));
    }

    [Fact]
    public void Merge_EverythingAgainstIt_IsRefusedInTheOrderOfTheDesign()
    {
        var fault = Some.Now.AddHours(1);
        var worst = Joins with
        {
            Kind = AccountKind.Teacher,
            Held = true,
            Administrator = true,
            Locked = true,
            Source = DirectorySource.Csv,
            Federated = true,
            Children = Keeps.Children,
        };
        var rules = new MergeRules(SourceFamiliesApart: true);
        List<MergeRefusal> seen = [];

        seen.Add(Reason(rules.Decide(Graph(worst), new(Joins.Id, Some.ByKey(Absorbed)), fault)));
        seen.Add(Reason(rules.Decide(Graph(worst), new(Joins.Id, Some.ByKey(Absorbed)), Some.Now)));
        foreach (
            var mend in new Func<AccountFacts, AccountFacts>[]
            {
                a => a,
                a => a with { Kind = AccountKind.Relative },
                a => a with { Children = [] },
                a => a with { Held = false },
                a => a with { Administrator = false },
            }
        )
        {
            worst = mend(worst);
            seen.Add(Reason(Decide(Graph(worst), rules)));
        }

        seen.Add(Reason(Decide(Some.Graph(Keeps with { Locked = true }, worst), rules)));
        seen.Add(Reason(Decide(Some.Graph(Keeps, worst), rules)));
        seen.Add(Reason(Decide(Some.Graph(Keeps, worst with { Locked = false }), rules)));
        seen.Add(Reason(Decide(Some.Graph(Keeps, worst with { Locked = false, Source = DirectorySource.Aaf }), rules)));

        seen.ShouldBe([.. Enum.GetValues<MergeRefusal>().TakeWhile(r => r < MergeRefusal.Conflict)]);

        static AccountGraph Graph(AccountFacts worst) => Some.Graph(Keeps, worst, Some.Parent(Deep)).Merged(Deep, Absorbed);
        static MergeRefusal Reason(MergeDecision decision) => decision.ShouldBeOfType<MergeDecision.Refused>().Reason;
    }

    private static MergeDecision Decide(AccountGraph graph, MergeRules? rules = null, bool keepsOther = false) =>
        (rules ?? new()).Decide(graph, new(Some.Id(Kept), Some.ByKey(Absorbed), keepsOther), Some.Now);

    private static MergeDecision.Refused RefusalOf(MergeKey key, DateTimeOffset now) =>
        new MergeRules().Decide(Some.Graph(Keeps, Joins), new(Keeps.Id, new OtherProof.ByKey(key)), now).ShouldBeOfType<MergeDecision.Refused>();
}
