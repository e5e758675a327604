using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Core.Tests.Imports.Aaf;

public sealed class AafEntriesTests
{
    [Theory]
    [InlineData("10", "1", LinkKind.Mother, ParentalAuthority.Legal)]
    [InlineData("20", "2", LinkKind.Father, ParentalAuthority.Legal)]
    [InlineData("50", "1", LinkKind.Guardian, ParentalAuthority.Legal)]
    [InlineData("38", "0", LinkKind.Family, ParentalAuthority.None)]
    [InlineData("41", "0", LinkKind.Other, ParentalAuthority.None)]
    [InlineData("90", "1", LinkKind.Other, ParentalAuthority.Legal)]
    [InlineData("1", "1", LinkKind.Father, ParentalAuthority.Legal)]
    [InlineData("2", "0", LinkKind.Mother, ParentalAuthority.None)]
    [InlineData("3", "1", LinkKind.Guardian, ParentalAuthority.Legal)]
    [InlineData("4", "0", LinkKind.Family, ParentalAuthority.None)]
    [InlineData("5", "0", LinkKind.Other, ParentalAuthority.None)]
    [InlineData("6", "0", LinkKind.Other, ParentalAuthority.None)]
    public void Link_OfAaf_StatesKindAndAuthority(string type, string rank, LinkKind kind, ParentalAuthority authority)
    {
        var (pupil, issues) = Pupil(("ENTElevePersRelEleve", [$"12${type}$1${rank}$1$0"]));
        pupil!.Links.ShouldBe([new("12", kind, authority)]);
        issues.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10", LinkKind.Mother, ParentalAuthority.Legal)]
    [InlineData("20", LinkKind.Father, ParentalAuthority.Legal)]
    [InlineData("50", LinkKind.Guardian, ParentalAuthority.Legal)]
    [InlineData("38", LinkKind.Family, ParentalAuthority.None)]
    [InlineData("90", LinkKind.Other, ParentalAuthority.None)]
    public void Link_OfAaf1d_HasItsAuthorityFromItsKind(string type, LinkKind kind, ParentalAuthority authority)
    {
        var record = Record("Eleve", ("ENTPersonNom", ["CAVEL"]), ("ENTPersonStructRattach", ["1"]), ("ENTEleveAutoriteParentale", [$"12${type}"]));
        var pupil = (PersonEntry)new AafEntries(DirectorySource.Aaf1d).Read(record).Entry!;
        pupil.Links.ShouldBe([new("12", kind, authority)]);
    }

    [Theory]
    [InlineData("pas-un-lien")]
    [InlineData("$10$1$1$1$0")]
    [InlineData("12$mère$1$1$1$0")]
    [InlineData("12$10$1$x$1$0")]
    public void Link_Malformed_IsRejectedAndThePupilKept(string link)
    {
        var (pupil, issues) = Pupil(("ENTElevePersRelEleve", [link, "13$10$1$1$1$0"]));
        pupil!.Links.Select(l => l.Relative).ShouldBe(["13"]);
        issues.ShouldBe([(IssueCodes.MalformedLink, IssueSeverity.Rejection)]);
    }

    [Fact]
    public void Link_ToThePupilThemself_IsNone() => Pupil(("ENTElevePersRelEleve", ["11$7$1$1$1$0"])).Pupil!.Links.ShouldBeEmpty();

    [Fact]
    public void Link_StatedTwice_HasTheLowerAuthority() =>
        Pupil(("ENTElevePersRelEleve", ["12$10$1$1$1$0", "12$10$1$0$1$0"]))
            .Pupil!.Links.ShouldBe([new("12", LinkKind.Mother, ParentalAuthority.None)]);

    [Theory]
    [InlineData("1$6A", "6A")]
    [InlineData("1$CYCLE 2$CE1$1008CE1$CE1 rouge", "CE1 rouge")]
    public void Class_InTwoOrFiveParts_IsThePlaces(string value, string name) =>
        Pupil(("ENTEleveClasses", [value])).Pupil!.Places.ShouldBe([new("1", name, false, PlaceBasis.School | PlaceBasis.Post)]);

    [Fact]
    public void Class_Malformed_IsWarnedOf()
    {
        var (pupil, issues) = Pupil(("ENTEleveClasses", ["6A"]));
        pupil!.Places.ShouldBe([new("1", null, false, PlaceBasis.School)]);
        issues.ShouldBe([(IssueCodes.MalformedClass, IssueSeverity.Warning)]);
    }

    [Theory]
    [InlineData("31/02/1980")]
    [InlineData("1980-02-01")]
    public void Date_Impossible_IsWarnedOfAndTheRecordKept(string date)
    {
        var (pupil, issues) = Pupil(("ENTPersonDateNaissance", [date]));
        pupil!.BirthDate.ShouldBeNull();
        issues.ShouldBe([(IssueCodes.ImpossibleDate, IssueSeverity.Warning)]);
    }

    [Fact]
    public void Attribute_Unknown_IsWarnedOf_Unneeded_IsNot() =>
        Pupil(("ENTAttributInconnu", ["x"]), ("ENTEleveMEF", ["1"])).Issues.ShouldBe([(IssueCodes.UnknownAttribute, IssueSeverity.Warning)]);

    [Theory]
    [InlineData("", IssueCodes.NoSurname)]
    [InlineData(" ", IssueCodes.NoSurname)]
    [InlineData(101, IssueCodes.NameTooLong)]
    public void Surname_MissingOrTooLong_IsRejected(object surname, string code)
    {
        var (pupil, issues) = Pupil(("sn", [surname as string ?? new string('A', (int)surname)]));
        pupil.ShouldBeNull();
        issues.ShouldBe([(code, IssueSeverity.Rejection)]);
    }

    [Fact]
    public void Id_Missing_IsRejected()
    {
        var reading = new AafEntries(DirectorySource.Aaf).Read(Record("Eleve", ("sn", ["CAVEL"])) with { Id = "" });
        reading.Entry.ShouldBeNull();
        reading.Issues.Single().ShouldBe(new("f.xml", 3, null, IssueCodes.NoId, IssueSeverity.Rejection));
    }

    [Fact]
    public void Function_OfTheHead_AdministersItsSchoolAlone()
    {
        var record = Record(
            "PersEducNat",
            ("sn", ["CURIE"]),
            ("ENTPersonStructRattach", ["1"]),
            ("ENTPersonFonctions", ["2$DIR$DIRECTION$D0010$CHEF", "1$ENS$ENSEIGNEMENT$L0202$LETTRES"])
        );
        var staff = (PersonEntry)new AafEntries(DirectorySource.Aaf).Read(record).Entry!;
        staff.Kind.ShouldBe(AccountKind.Teacher);
        staff.Places.ShouldBe([new("1", null, false, PlaceBasis.School | PlaceBasis.Post), new("2", null, true, PlaceBasis.Post)], ignoreOrder: true);
    }

    [Fact]
    public void Value_EmptyOrOnSeveralLines_IsNoneOrOneLine()
    {
        var record = Record("PersRelEleve", ("sn", ["  DA\r\n SILVA "]), ("mail", [""]), ("mobile", [" 06 12 "]));
        var parent = (PersonEntry)new AafEntries(DirectorySource.Aaf).Read(record).Entry!;
        (parent.LastName, parent.Email, parent.MobilePhone).ShouldBe(("DA SILVA", null, "06 12"));
    }

    private static (PersonEntry? Pupil, IEnumerable<(string, IssueSeverity)> Issues) Pupil(params (string Name, string[] Values)[] attributes)
    {
        var stated = new Dictionary<string, string[]>
        {
            ["sn"] = ["CAVEL"],
            ["givenName"] = ["Léa"],
            ["ENTPersonStructRattach"] = ["1"],
        };
        foreach (var (name, values) in attributes)
        {
            stated[name] = values;
        }

        var reading = new AafEntries(DirectorySource.Aaf).Read(Record("Eleve", [.. stated.Select(a => (a.Key, a.Value))]));
        return ((PersonEntry?)reading.Entry, reading.Issues.Select(i => (i.Code, i.Severity)));
    }

    [Fact]
    public void Change_SaysNothingOfWhatItDoesNotName()
    {
        var record = Record("Eleve", ("ENTEleveClasses", ["1$6A"])) with { Request = AafRequest.Modify };
        var (entry, issues) = Entry(record);
        var pupil = entry.ShouldBeOfType<PersonEntry>();
        issues.ShouldBeEmpty();
        (pupil.IsChange, pupil.Stated).ShouldBe((true, PersonFields.Posts));
        pupil.Places.ShouldBe([new("1", "6A", false, PlaceBasis.Post)]);
    }

    [Fact]
    public void Change_ThatClearsAValue_StatesIt()
    {
        var (entry, _) = Entry(Record("PersRelEleve", ("mail", [""])) with { Request = AafRequest.Modify });
        var parent = entry.ShouldBeOfType<PersonEntry>();
        (parent.Stated, parent.Email).ShouldBe((PersonFields.Email, null));
    }

    [Fact]
    public void Change_ThatClearsTheSurname_IsRejected()
    {
        var (entry, issues) = Entry(Record("PersRelEleve", ("sn", [""])) with { Request = AafRequest.Modify });
        entry.ShouldBeNull();
        issues.ShouldBe([(IssueCodes.NoSurname, IssueSeverity.Rejection)]);
    }

    [Fact]
    public void Change_OfASchoolsName_NeedsNoUai()
    {
        var (entry, _) = Entry(Record("EtabEducNat", ("ENTStructureNomCourant", ["CLG$ROSA PARKS$NICE"])) with { Request = AafRequest.Modify });
        var school = entry.ShouldBeOfType<SchoolEntry>();
        (school.Uai, school.Name).ShouldBe((null, "Collège Rosa Parks"));
    }

    [Fact]
    public void Withdrawal_NamesTheRecordAlone()
    {
        var (entry, issues) = Entry(Record("Eleve") with { Request = AafRequest.Delete });
        entry.ShouldBe(
            new WithdrawalEntry
            {
                ExternalId = "11",
                Line = 3,
                Category = RecordCategory.Student,
            }
        );
        issues.ShouldBeEmpty();
    }

    private static (DirectoryEntry? Entry, IEnumerable<(string, IssueSeverity)> Issues) Entry(AafRecord record)
    {
        var reading = new AafEntries(DirectorySource.Aaf).Read(record);
        return (reading.Entry, reading.Issues.Select(i => (i.Code, i.Severity)));
    }

    private static AafRecord Record(string category, params (string Name, string[] Values)[] attributes) =>
        new(AafRequest.Add, "f.xml", 3, category, "11", attributes.ToDictionary(a => a.Name, a => (IReadOnlyList<string>)a.Values));
}
