using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeWarningTests
{
    private const string Kept = "franck.cavel";
    private const string Absorbed = "franck.cavel3";
    private const string Deep = "franck.cavel4";

    private static readonly AccountFacts Keeps = Some.Parent(Kept, Some.Child("Lina"));
    private static readonly AccountFacts Joins = Some.Parent(Absorbed, Some.Child("Noé"));

    [Theory]
    [InlineData("Martin", "Franck")]
    [InlineData("Cavel", "Lucie")]
    public void Merge_NamesDiffer_Warns(string lastName, string firstName) =>
        Decide(
                Some.Graph(
                    Keeps with
                    {
                        Places = [Some.Place("Zola")],
                    },
                    Joins with
                    {
                        LastName = lastName,
                        FirstName = firstName,
                        Places = [Some.Place("Zola")],
                    }
                )
            )
            .ShouldWarn(MergeWarning.NamesDiffer);

    [Fact]
    public void Merge_SurnameOnlyAsBirthName_DoesNotWarn() =>
        Decide(Some.Graph(Keeps with { LastName = "Durand", BirthName = "CAVEL" }, Joins with { FirstName = "FRANCK" })).ShouldWarn();

    [Fact]
    public void Merge_BirthDatesDiffer_Warns()
    {
        var keeps = Keeps with { BirthDate = new(1978, 6, 1) };

        Decide(Some.Graph(keeps, Joins with { BirthDate = new(1984, 10, 17) })).ShouldWarn(MergeWarning.BirthDatesDiffer);
        Decide(Some.Graph(keeps, Joins with { BirthDate = keeps.BirthDate })).ShouldWarn();
        Decide(Some.Graph(keeps, Joins)).ShouldWarn();
    }

    [Fact]
    public void Merge_NothingShared_Warns() =>
        Decide(Some.Graph(Keeps, Joins with { LastName = "Martin" })).ShouldWarn(MergeWarning.NamesDiffer, MergeWarning.NothingShared);

    [Fact]
    public void Merge_SharedChildOrSchoolAnywhereInTheTrees_WarnsOfNamesOnly()
    {
        var stranger = Joins with { LastName = "Martin" };
        var sameChild = Some.Graph(Keeps, stranger, Some.Parent(Deep, Some.Child("Zoé", "9Z")), Some.Parent("d", Some.Child("ZOE", "9Z")));
        var sameSchool = Some.Graph(
            Keeps,
            stranger,
            Some.Parent(Deep, Some.Child("Zoé", places: Some.Place("Zola"))),
            Some.Parent("d") with
            {
                Places = [Some.Place("Zola")],
            }
        );

        Decide(sameChild.Merged(Kept, Deep).Merged(Absorbed, "d")).ShouldWarn(MergeWarning.NamesDiffer);
        Decide(sameSchool.Merged(Kept, Deep).Merged(Absorbed, "d")).ShouldWarn(MergeWarning.NamesDiffer);
    }

    [Fact]
    public void Merge_EverythingOdd_WarnsOfAllInOrder() =>
        Decide(Some.Graph(Keeps with { BirthDate = new(1978, 6, 1) }, Joins with { LastName = "Martin", BirthDate = new(1984, 10, 17) }))
            .ShouldWarn(Enum.GetValues<MergeWarning>());

    private static MergeDecision Decide(AccountGraph graph) => new MergeRules().Decide(graph, new(Some.Id(Kept), Some.ByKey(Absorbed)), Some.Now);
}
