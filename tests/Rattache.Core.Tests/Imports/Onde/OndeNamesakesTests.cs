using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Csv;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Imports.Onde;

/// <summary>A Jean Martin whose child is a Léa Martin, and another one: their children's birth dates tell them apart, and what they gave themselves.</summary>
public sealed class OndeNamesakesTests
{
    private readonly OndeNights nights = new();

    [Theory]
    [InlineData("jean@example.org", "0611111111", "martin.j@example.org", "0622222222")]
    [InlineData(null, null, "martin.j@example.org", "0622222222")]
    [InlineData(null, null, null, null)]
    public void AnotherOne_WhoseChildIsBornOnAnotherDay_NeverHasTheAccount(string? email, string? phone, string? otherEmail, string? otherPhone)
    {
        var first = nights.Take(Lea("2015-01-01"), Jean(email, phone, "CP")).Single();

        var other = nights.Take(Lea("2016-05-05"), Jean(otherEmail, otherPhone, "CP")).Single();
        other.ShouldNotBe(first);
        nights.Take(Lea("2016-05-05"), Jean(otherEmail, otherPhone, "CP")).ShouldBe([other], "and keeps their own");

        // The first comes back.
        nights
            .Take(Lea("2015-01-01", "CE1"), Lea("2016-05-05"), Jean(email, phone, "CE1"), Jean(otherEmail, otherPhone, "CP"))
            .ShouldBe([first, other]);
    }

    [Theory]
    [InlineData("jean@example.org", "0622222222")]
    [InlineData(null, "06 11 11 11 11")]
    public void ACorrectedBirthDate_CostsNoAccount_WhereAnAddressOrANumberIsTheSame(string? email, string? phone)
    {
        var account = nights.Take(Lea("2015-01-01"), Jean("jean@example.org", "0611111111", "CP"));

        nights.Take(Lea("2015-01-10"), Jean(email, phone, "CP")).ShouldBe(account);
    }

    [Fact]
    public void ACorrectedBirthDate_WithNothingElseTheSame_IsProposed()
    {
        var account = nights.Take(Lea("2015-01-01"), Jean("jean@example.org", null, "CP")).Single();

        nights.Take(Lea("2015-01-10"), Jean("j.martin@example.org", null, "CP")).ShouldNotContain(account);
        nights.Proposed.Select(c => c.Former).ShouldContain(account);
    }

    [Fact]
    public void ACorrectedBirthDate_BesideASibling_CostsNoAccount()
    {
        var account = nights.Take(Lea("2015-01-01"), Tom("2017-03-03"), Jean(null, null, "CP", "CP"));

        nights.Take(Lea("2015-01-10"), Tom("2017-03-03"), Jean(null, null, "CP", "CP")).ShouldBe(account);
    }

    [Fact]
    public void TheirOwnChild_CountsMoreThanANumber_ThatWasAnothersWhoseChildIsANamesake()
    {
        var accounts = nights.Take(
            Lea("2015-01-01", "CP"),
            Lea("2016-05-05", "CM2"),
            Jean(null, "0611111111", "CP"),
            Jean(null, "0622222222", "CM2")
        );

        nights.Take(Lea("2016-05-05", "CM2"), Jean(null, "0611111111", "CM2")).ShouldBe([accounts[1]]);
    }

    [Fact]
    public void TwoInOneSchool_AreToldApartByTheClass_WhateverElseChanges()
    {
        var accounts = nights.Take(
            Lea("2015-01-01", "CP"),
            Lea("2016-05-05", "CM2"),
            Jean(null, "0611111111", "CP"),
            Jean(null, "0622222222", "CM2")
        );

        nights
            .Take(Jean(null, "0633333333", "CE1"), Jean(null, "0644444444", "CM1"), Lea("2016-05-05", "CE1"), Lea("2015-01-01", "CM1"))
            .ShouldBe([accounts[1], accounts[0]]);
    }

    [Fact]
    public void TwoInOneClass_MayBeEither_AndNobodyElse()
    {
        var first = nights.Take(Lea("2014-02-02"), Jean(null, "0611111111", "CP")).Single();
        var second = nights.Take(Lea("2015-01-01"), Jean(null, "0622222222", "CP")).Single();

        nights.Take(Lea("2015-01-01"), Lea("2016-05-05"), Jean(null, "0633333333", "CP")).ShouldBe([second]);
        nights.Take(Lea("2016-05-05"), Lea("2017-06-06"), Jean(null, "0644444444", "CP")).ShouldNotContain(a => a == first || a == second);
    }

    [Fact]
    public void RelativesAlone_AreParentsOfThePupilsWhoAreThere()
    {
        var first = nights.Take(Lea("2015-01-01"), Jean(null, "0611111111", "CP")).Single();
        nights.Take(Lea("2016-05-05"));

        nights.Take(Jean(null, "0622222222", "CP")).ShouldNotContain(first);
    }

    [Fact]
    public void WhereNothingIsKnownOfABirthDate_NamesDecide()
    {
        var account = nights.Take(Lea(null), Jean(null, "0611111111", "CP"));
        nights.Take(Lea("2015-01-01"), Jean(null, "0622222222", "CP")).ShouldBe(account);
        nights.Take(Lea(null), Jean(null, "0633333333", "CP")).ShouldBe(account);
        nights.Take(Tom("2017-03-03"), Jean(null, "0644444444", "CP")).ShouldBe(account, "the child left, and is in no pupil's row");
    }

    [Fact]
    public void APupil_UnderTheFormerNameOfOneWhoLeft_IsSomebodyElse()
    {
        nights.Take(Lea("2015-01-01"));
        nights.Take(Renamed("DUPONT", "MARTIN"));
        nights.Take(Renamed("DUPONT", "DUPONT"));
        var first = nights.Known.People.Single();

        nights.Take(Lea("2015-01-01"));

        nights.Known.People.Single(p => p.Id == first.Id).ShouldBe(first with { HasLeft = true });

        static CsvPerson Renamed(string family, string usage)
        {
            var row = Lea("2015-01-01");
            return row with { Entry = row.Entry with { BirthName = family, LastName = usage } };
        }
    }

    [Theory]
    [InlineData("marie2@example.org", null)]
    [InlineData(null, "0622222222")]
    public void Staff_WhoHaveLeft_AreNotTakenForAnotherOfTheirName(string? email, string? phone)
    {
        var first = nights.Take(Marie("marie@example.org", "0611111111"), Somebody).First();
        nights.Take(Somebody);

        var other = nights.Take(Marie(email, phone), Somebody).First();
        other.ShouldNotBe(first);
        nights.Take(Somebody, Marie("marie3@example.org", "0633333333")).ShouldContain(other, "who is there keeps their account");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("marie@example.org", "0622222222")]
    [InlineData("marie2@example.org", "06 11 11 11 11")]
    public void Staff_WhoComeBack_KeepTheirAccount(string? email, string? phone)
    {
        var first = nights.Take(Marie("marie@example.org", "0611111111"), Somebody).First();
        nights.Take(Somebody);

        nights.Take(Marie(email, phone), Somebody).First().ShouldBe(first);
    }

    [Fact]
    public void Order_OfRows_CountsForNothing_NightAfterNight() =>
        Gen.Select(Delivery, Delivery)
            .SelectMany((one, two) => Gen.Select(Gen.Shuffle(one), Gen.Shuffle(two), (a, b) => (one, two, a, b)))
            .Sample(
                (one, two, a, b) =>
                {
                    var (ordered, shuffled) = (new OndeNights(), new OndeNights());
                    ordered.Take(one);
                    shuffled.Take(a);
                    shuffled.Said().ShouldBe(ordered.Said());
                    ordered.Take(two);
                    shuffled.Take(b);
                    shuffled.Said().ShouldBe(ordered.Said());
                },
                iter: 500
            );

    [Fact]
    public void NoAccount_GoesToWhoseChildrenAreBornOnOtherDays_AndWhoGaveNothingTheSame() =>
        Gen.Select(Delivery, Delivery)
            .Sample(
                (before, after) =>
                {
                    var school = new OndeNights();
                    school.Take(before);
                    var known = school.Known;
                    var kept = school.Take(after);
                    var rows = after.Where(r => r.Kind == AccountKind.Relative).Zip(kept);
                    foreach (var (row, account) in rows.Where(r => known.People.Any(p => p.Id == r.Second)))
                    {
                        var person = known.People.Single(p => p.Id == account);
                        var children = known
                            .Links.Where(l => l.Relative == account)
                            .Select(l => known.People.Single(p => p.Id == l.Student))
                            .ToArray();
                        (
                            children.Length == 0
                            || children.Any(c => row.Children.Cast<NamedChild.ByName>().Any(named => MayBe(c, named, after)))
                            || (person.Email is not null && person.Email == row.Entry.Email)
                            || (person.MobilePhone is not null && person.MobilePhone == row.Entry.MobilePhone)
                        ).ShouldBeTrue();
                    }
                },
                iter: 500
            );

    private static bool MayBe(KnownPerson child, NamedChild.ByName named, CsvPerson[] delivery) =>
        child.FirstName == named.FirstName
        && delivery.Any(p =>
            p.Kind == AccountKind.Student
            && p.Entry.FirstName == named.FirstName
            && (child.BirthDate is null || p.Entry.BirthDate is null || p.Entry.BirthDate == child.BirthDate)
        );

    private static Gen<CsvPerson[]> Delivery { get; } =
        Gen.Select(
            Pupils("Léa"),
            Pupils("Tom"),
            Gen.Select(
                Any.Of(null, "jean@example.org"),
                Any.Of(null, "0611111111", "0622222222"),
                Gen.Select(Any.Of("Léa", "Tom"), Any.Of("CP", "CM2")).Array[1, 2],
                Jean
            ).Array[1, 4],
            (some, others, relatives) => (CsvPerson[])[.. some, .. others, .. relatives]
        );

    /// <summary>One, or two of one name.</summary>
    private static Gen<IEnumerable<CsvPerson>> Pupils(string first) =>
        Gen.Select(Any.Of(null, "2015-01-01", "2016-05-05"), Any.Of("CP", "CM2"))
            .Array[1, 2]
            .Select(pupils => pupils.DistinctBy(p => p.Item1).Select(p => OndeNights.Pupil(first, "MARTIN", p.Item1, p.Item2)));

    private static CsvPerson Somebody { get; } = OndeNights.Adult(AccountKind.Teacher, "Alain", "DURAND");

    private static CsvPerson Marie(string? email, string? phone) => OndeNights.Adult(AccountKind.Teacher, "Marie", "MARTIN", email, phone);

    private static CsvPerson Lea(string? born, string inClass = "CP") => OndeNights.Pupil("Léa", "MARTIN", born, inClass);

    private static CsvPerson Tom(string? born) => OndeNights.Pupil("Tom", "MARTIN", born);

    /// <param name="email">His own.</param>
    /// <param name="phone">His own.</param>
    /// <param name="classes">Léa's, then Tom's.</param>
    private static CsvPerson Jean(string? email, string? phone, params string[] classes) =>
        Jean(email, phone, [.. classes.Select((c, i) => (i == 0 ? "Léa" : "Tom", c))]);

    private static CsvPerson Jean(string? email, string? phone, (string First, string Class)[] children) =>
        OndeNights.Adult(AccountKind.Relative, "Jean", "MARTIN", email, phone) with
        {
            Children = [.. children.Select(c => new NamedChild.ByName("MARTIN", null, c.First, c.Class))],
        };
}
