using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Core.Tests.Imports;

/// <summary>Two records have one digest where they say the same, and there only.</summary>
public sealed class EntryDigestTests
{
    private static readonly PersonEntry Pupil = new()
    {
        ExternalId = "20",
        Line = 7,
        Kind = AccountKind.Student,
        FirstName = "Léa",
        LastName = "CAVEL",
        BirthName = "DURAND",
        BirthDate = new(2017, 3, 9),
        Ine = "0123456789A",
        Email = "lea@example.org",
        HomePhone = "0240000000",
        MobilePhone = "0600000000",
        Places = [new("1", "CE1", Heads: false, PlaceBasis.Post)],
        Links = [new("10", LinkKind.Mother, ParentalAuthority.Legal)],
    };

    private static readonly Func<PersonEntry, PersonEntry>[] Others =
    [
        p => p with { Kind = AccountKind.Relative },
        p => p with { FirstName = "Lea" },
        p => p with { LastName = "CAVELL" },
        p => p with { BirthName = null },
        p => p with { BirthName = "" },
        p => p with { BirthDate = null },
        p => p with { Ine = null },
        p => p with { Email = p.HomePhone, HomePhone = p.Email },
        p => p with { HomePhone = p.HomePhone + p.MobilePhone, MobilePhone = "" },
        p => p with { HomePhone = p.HomePhone + p.MobilePhone, MobilePhone = null },
        p => p with { Places = [] },
        p => p with { Places = [p.Places[0], p.Places[0] with { School = "2" }] },
        p => p with { Places = [p.Places[0] with { School = "2" }] },
        p => p with { Places = [p.Places[0] with { ClassName = null }] },
        p => p with { Places = [p.Places[0] with { Heads = true }] },
        p => p with { Places = [p.Places[0] with { Basis = PlaceBasis.School }] },
        p => p with { Links = [] },
        p => p with { Links = [p.Links[0] with { Relative = "11" }] },
        p => p with { Links = [p.Links[0] with { Kind = LinkKind.Father }] },
        p => p with { Links = [p.Links[0] with { Authority = ParentalAuthority.None }] },
    ];

    [Fact]
    public void SaysTheSame_OnAnotherLine_InAnotherOrder_HasTheSameDigest()
    {
        var digest = new EntryDigest();
        var first = digest.Of(Pupil);
        digest.Of(Pupil with { FirstName = new string('é', 4_000) });

        digest.Of(Pupil with { Line = 8 }).ShouldBe(first);
        var two = Pupil with
        {
            Places = [Pupil.Places[0], Pupil.Places[0] with { School = "2" }],
            Links = [Pupil.Links[0], Pupil.Links[0] with { Relative = "11" }],
        };
        digest.Of(two with { Places = [.. two.Places.Reverse()], Links = [.. two.Links.Reverse()] }).ShouldBe(digest.Of(two));
        first.Length.ShouldBe(EntryDigest.Length);
    }

    [Fact]
    public void SaysSomethingElse_HasAnother()
    {
        var digests = Others.Select(other => other(Pupil)).Append(Pupil).Select(said => Convert.ToHexString(new EntryDigest().Of(said))).ToList();
        digests.ShouldBeUnique();
    }

    [Fact]
    public void AChange_HasNone() =>
        Should.Throw<ArgumentException>(() => new EntryDigest().Of(Pupil with { IsChange = true, Stated = PersonFields.Email }));
}
