using System.Collections.Immutable;
using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Csv;
using Rattache.Core.Imports.Onde;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Imports.Onde;

public sealed class OndeIdentityTests
{
    [Fact]
    public void Phone_Accent_Class_Changed_KeepsTheAccount()
    {
        var known = Known(Parent("Élodie", "LE GOFF", "0611223344", "Léa", "Tom"));
        Ids(known, Parent("Elodie", "Le-Goff", "0699887766", "Lea")).ShouldBe(known.People.Where(IsParent).Select(p => p.ExternalId));
    }

    [Fact]
    public void SameName_OtherChildren_IsSomebodyElse()
    {
        var known = Known(Parent("Sophie", "MARTIN", "0611223344", "Léa"));
        Ids(known, Parent("Sophie", "MARTIN", "0611223344", "Tom")).ShouldNotContain(known.People.Single(IsParent).ExternalId);
        Ids(KnownSchool.Empty, Parent("Sophie", "MARTIN", null, "Léa"), Parent("Sophie", "MARTIN", null, "Tom")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void TwoOfOneNameAndChild_TheTelephoneTellsThemApart_AndNothingElseDoes()
    {
        var known = Known(Parent("Jean", "DUPONT", "0611111111", "Léa"), Parent("Jean", "DUPONT", "0622222222", "Léa"));
        var before = known.People.Where(IsParent).ToDictionary(p => p.MobilePhone!, p => p.ExternalId);

        Ids(known, Parent("Jean", "DUPONT", "06 22 22 22 22", "Léa"), Parent("Jean", "DUPONT", "+33611111111", "Léa"))
            .ShouldBe([before["0622222222"], before["0611111111"]]);
        Ids(known, Parent("Jean", "DUPONT", "0633333333", "Léa"), Parent("Jean", "DUPONT", "0644444444", "Léa"))
            .Intersect(before.Values)
            .ShouldBeEmpty("a guess could hand over an account");
    }

    [Fact]
    public void NewUnderTheNameOfOneWhoIsGone_IsProposed()
    {
        var known = Known(Parent("Sophie", "MARTIN", null, "Léa"));
        var identities = OndeIdentity.Derive([Parent("Sophie", "MARTIN", null, "Tom")], known);
        identities.Continuations.ShouldBe([new(identities.Ids[0], known.People.Single(IsParent).Id)]);
    }

    [Fact]
    public void Order_OfRows_CountsForNothing_AndTwiceIsTheSame() =>
        School
            .SelectMany(rows => Gen.Shuffle(rows).Select(shuffled => (rows, shuffled)))
            .Sample(
                (rows, shuffled) =>
                {
                    var ids = OndeIdentity.Derive(rows, KnownSchool.Empty).Ids;
                    Said(rows, ids).ShouldBe(Said(shuffled, OndeIdentity.Derive(shuffled, KnownSchool.Empty).Ids));
                    Said(rows, ids).ShouldBe(Said(shuffled, OndeIdentity.Derive(shuffled, Known(rows)).Ids));
                },
                iter: 300
            );

    [Fact]
    public void NoTwoRelatives_HaveOneAccount() =>
        Gen.Select(School, School).Sample((before, after) => OndeIdentity.Derive(after, Known(before)).Ids.ShouldBeUnique(), iter: 300);

    private static Gen<CsvPerson[]> School { get; } =
        Gen.Select(
            Any.Of("Jean", "Anne"),
            Any.Of("DUPONT", "MARTIN"),
            Any.Of<string?>(null, "0611111111", "0622222222"),
            Any.Of("Léa", "Tom", "Zoé").Array[0, 3],
            (first, last, phone, children) => Parent(first, last, phone, [.. children.Distinct()])
        ).Array[0, 8];

    private static IEnumerable<string> Said(CsvPerson[] rows, ImmutableArray<string> ids) =>
        rows.Zip(
                ids,
                (r, id) =>
                    $"{r.Entry.FirstName} {r.Entry.LastName} {r.Entry.MobilePhone} {string.Join(',', r.Children.Select(c => $"{c}").Order(StringComparer.Ordinal))} {id}"
            )
            .Order(StringComparer.Ordinal);

    private static bool IsParent(KnownPerson person) => person.Kind == AccountKind.Relative;

    private static ImmutableArray<string> Ids(KnownSchool known, params CsvPerson[] rows) => OndeIdentity.Derive(rows, known).Ids;

    private static CsvPerson Parent(string first, string last, string? phone, params string[] children) =>
        new(
            "responsables.csv",
            new()
            {
                ExternalId = "",
                Line = 1,
                Kind = AccountKind.Relative,
                FirstName = first,
                LastName = last,
                BirthName = last,
                MobilePhone = phone,
            },
            [.. children.Select(c => new NamedChild.ByName("ENFANT", null, c, "CP"))]
        );

    /// <summary>The directory after these rows came, with a pupil for each child.</summary>
    private static KnownSchool Known(params CsvPerson[] rows)
    {
        var ids = OndeIdentity.Derive(rows, KnownSchool.Empty).Ids;
        var pupils = rows.SelectMany(r => r.Children)
            .Distinct()
            .Cast<NamedChild.ByName>()
            .ToDictionary(c => (NamedChild)c, c => Person($"pupil-{c.FirstName}", AccountKind.Student, c.FirstName, c.FamilyName, null));
        var parents = rows.Select((r, i) => Person(ids[i], AccountKind.Relative, r.Entry.FirstName, r.Entry.LastName, r.Entry.MobilePhone)).ToArray();
        return new(
            [.. parents, .. pupils.Values],
            [
                .. rows.SelectMany(
                    (r, i) => r.Children.Select(c => new KnownLink(parents[i].Id, pupils[c].Id, LinkKind.Other, ParentalAuthority.Legal))
                ),
            ]
        );
    }

    private static KnownPerson Person(string id, AccountKind kind, string first, string last, string? phone) =>
        new(new(Guid.CreateVersion7()), id, kind, first, last, last, null, null, null, phone, false);
}
