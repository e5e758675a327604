using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergePlanTests
{
    private static readonly MergeRules Rules = new();

    [Fact]
    public void Plan_NoKey_IsRefusedAsMalformed() =>
        Make(Some.Graph(Some.Parent("kept"))).ShouldBe(new MergePlan.Refused(MergeRefusal.KeyInvalid, ProofFault.Malformed));

    [Fact]
    public void Plan_SixKeys_IsRefused()
    {
        var names = Enumerable.Range(1, 6).Select(i => $"absorbed{i}").ToArray();
        Make(Some.Graph([Some.Parent("kept"), .. names.Select(n => Some.Parent(n))]), names)
            .ShouldBe(new MergePlan.Refused(MergeRefusal.TooManyKeys));
        Make(Some.Graph([Some.Parent("kept"), .. names.Select(n => Some.Parent(n))]), names[..5]).ShouldBeOfType<MergePlan.Ready>();
    }

    [Fact]
    public void Plan_OneBadKeyAmongGoodOnes_RefusesAll()
    {
        var child = Some.Child("Léa");
        var graph = Some.Graph(Some.Parent("kept", child), Some.Parent("good"), Some.Parent("co-parent", child));
        Make(graph, "good", "co-parent").ShouldBe(new MergePlan.Refused(MergeRefusal.CoParents));
    }

    [Fact]
    public void Plan_TwoKeysOfCoParentsOfEachOther_IsRefused()
    {
        var child = Some.Child("Léa");
        var graph = Some.Graph(Some.Parent("kept"), Some.Parent("mother", child), Some.Parent("father", child));
        Make(graph, "mother", "father").ShouldBe(new MergePlan.Refused(MergeRefusal.CoParents));
    }

    [Fact]
    public void Plan_OneKeyTwice_IsRefused() =>
        Make(Some.Graph(Some.Parent("kept"), Some.Parent("absorbed")), "absorbed", "absorbed")
            .ShouldBe(new MergePlan.Refused(MergeRefusal.AlreadyAbsorbed));

    [Fact]
    public void Plan_SeveralKeys_ShowsWhatConfirmingDoes()
    {
        var graph = Some.Graph(
            Some.Parent("kept", Some.Child("Tom")),
            Some.Parent("two", Some.Child("Léa")),
            Some.Parent("three", Some.Child("Inès"))
        );
        var plan = Make(graph, "two", "three").ShouldBeOfType<MergePlan.Ready>();
        plan.Kept.Children.Select(c => c.FirstName).ShouldBe(["Tom"]);
        plan.After().Children.Select(c => c.FirstName).ShouldBe(["Inès", "Léa", "Tom"]);
        plan.Merges.Select(m => (m.KeptId, m.AbsorbedId)).ShouldBe([(Some.Id("kept"), Some.Id("two")), (Some.Id("kept"), Some.Id("three"))]);
    }

    [Fact]
    public void Plan_KeepingTheOther_TurnsItRound()
    {
        var graph = Some.Graph(Some.Parent("mine"), Some.Parent("other"));
        var plan = MergePlan
            .Make(Rules, graph, Some.Id("mine"), [(Some.Merge("mine"), Some.ByKey("other"))], keepsOther: true, Some.Now)
            .ShouldBeOfType<MergePlan.Ready>();
        (plan.Kept.Root.Login, plan.Joining.Single().View.Root.Login).ShouldBe(("other", "mine"));
    }

    [Fact]
    public void Digest_IsTheSameForTheSameAndAnotherWhenAnythingShownChanges()
    {
        AccountFacts[] accounts =
        [
            Some.Parent("kept", Some.Child("Tom")),
            Some.Parent("absorbed", Some.Child("Léa", places: Some.Place("École Zola", "CP"))),
        ];
        var digest = Digest(accounts);
        Digest(accounts).ShouldBe(digest);

        Digest(accounts[0] with { LastName = "Autre" }, accounts[1]).ShouldNotBe(digest);
        Digest(accounts[0], accounts[1] with { BirthDate = new DateOnly(1984, 10, 17) }).ShouldNotBe(digest);
        Digest(accounts[0], Some.Parent("absorbed", Some.Child("Léa", places: Some.Place("École Zola", "CE1")))).ShouldNotBe(digest);
        Digest(accounts[0], Some.Parent("absorbed", Some.Child("Léa", places: Some.Place("École Ferry", "CP")))).ShouldNotBe(digest);
        Digest(accounts[0], Some.Parent("absorbed")).ShouldNotBe(digest);

        static string Digest(params AccountFacts[] accounts) => Make(Some.Graph(accounts), "absorbed").ShouldBeOfType<MergePlan.Ready>().Digest();
    }

    private static MergePlan Make(AccountGraph graph, params string[] absorbed) =>
        MergePlan.Make(
            Rules,
            graph,
            Some.Id("kept"),
            [.. absorbed.Select((name, i) => (Some.Merge($"{name}{i}"), (OtherProof?)Some.ByKey(name)))],
            keepsOther: false,
            Some.Now
        );
}
