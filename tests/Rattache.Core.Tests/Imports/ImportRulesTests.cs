using Rattache.Core.Imports;

namespace Rattache.Core.Tests.Imports;

public sealed class ImportRulesTests
{
    private static readonly Brakes Brakes = new(SchoolShare: 0.10, SchoolPeople: 20, DirectoryShare: 0.03);

    [Theory]
    [InlineData(200, 20, false)] // over neither
    [InlineData(100, 20, false)] // a fifth of the school, but no more than twenty people
    [InlineData(1000, 100, false)] // a tenth is not over a tenth
    [InlineData(200, 21, true)]
    [InlineData(1000, 101, true)]
    public void School_LosingOverATenthAndOverTwenty_IsRefused(int people, int leaving, bool refused)
    {
        var counts = Counts(people: 100_000, leaving, new SchoolCounts("0411010A", people, leaving));
        ImportRules
            .Judge(counts, Brakes)
            .ShouldBe(refused ? new ImportVerdict.Refused(BrakeReason.SchoolEmpties, counts.Schools[0]) : new ImportVerdict.Accepted());
    }

    [Theory]
    [InlineData(1000, 30, false)]
    [InlineData(1000, 31, true)]
    [InlineData(0, 0, false)]
    public void Directory_LosingOverThreeInAHundred_IsRefused(int people, int leaving, bool refused) =>
        ImportRules
            .Judge(Counts(people, leaving), Brakes)
            .ShouldBe(refused ? new ImportVerdict.Refused(BrakeReason.DirectoryEmpties) : new ImportVerdict.Accepted());

    [Theory]
    [InlineData(200, 20, false)] // over neither
    [InlineData(1000, 100, false)] // a tenth is not over a tenth
    [InlineData(200, 21, true)]
    public void School_WhoseParentsLoseAllTheirChildren_IsRefusedThoughNobodyLeaves(int parents, int parted, bool refused)
    {
        var counts = Counts(100_000, 0) with { Parted = parted, PartedSchools = [new("0411010A", parents, parted)] };
        ImportRules
            .Judge(counts, Brakes)
            .ShouldBe(refused ? new ImportVerdict.Refused(BrakeReason.FamiliesPart, counts.PartedSchools[0]) : new ImportVerdict.Accepted());
    }

    [Theory]
    [InlineData(30, 2, false)] // of few people a share says little
    [InlineData(1000, 30, false)]
    [InlineData(1000, 31, true)]
    public void Directory_WhoseParentsLoseAllTheirChildren_IsRefusedThoughNobodyLeaves(int people, int parted, bool refused) =>
        ImportRules
            .Judge(Counts(people, 0) with { Parted = parted }, Brakes)
            .ShouldBe(refused ? new ImportVerdict.Refused(BrakeReason.FamiliesPart) : new ImportVerdict.Accepted());

    [Fact]
    public void SeveralSchools_TheLargestLossIsTold()
    {
        SchoolCounts[] schools = [new("0411010A", 100, 30), new("0411011B", 500, 90), new("0411012C", 50, 30)];
        ImportRules.Judge(Counts(10_000, 150, schools), Brakes).ShouldBe(new ImportVerdict.Refused(BrakeReason.SchoolEmpties, schools[1]));
    }

    [Fact]
    public void LackingACategory_OrCoveringNothingKnown_IsRefusedWhoeverLeaves()
    {
        ImportRules
            .Judge(Counts(100, 0) with { Lacking = [RecordCategory.Relative] }, Brakes)
            .ShouldBe(new ImportVerdict.Refused(BrakeReason.LacksCategory));
        ImportRules.Judge(Counts(100, 0) with { CoversNothingKnown = true }, Brakes).ShouldBe(new ImportVerdict.Refused(BrakeReason.CoversNothing));
    }

    private static ImportCounts Counts(int people, int leaving, params SchoolCounts[] schools) => new([], false, people, leaving, [.. schools]);
}
