using Rattache.Core.Accounts;

namespace Rattache.Web.Demo;

/// <summary>
/// The people of the demonstration: invented, with addresses under example.org (RFC 2606) and telephone numbers of the ranges
/// that the French regulator keeps for fiction. MISSION tells the story of the first two.
/// </summary>
internal static class DemoDirectory
{
    public const string Password = "rattache-demo-2026";

    public static readonly DemoSchool[] Schools =
    [
        new("zola", "0610101D", "École Émile Zola", "Alençon"),
        new("parks", "0610102E", "Collège Rosa Parks", "Alençon"),
        new("curie", "0610103F", "Lycée Marie Curie", "Alençon"),
    ];

    public static readonly DemoPerson[] People =
    [
        Relative("franck.cavel", "Franck", "Cavel", DirectorySource.Aaf) with
        {
            Born = new(1978, 6, 1),
            Email = "franck.cavel@example.org",
            Mobile = "+33639983105",
            Home = "+33199004217",
        },
        Relative("franck.cavel3", "Franck", "Cavel", DirectorySource.Aaf1d) with
        {
            Born = new(1984, 10, 17),
            Email = "f.cavel@example.org",
            FeedMobile = "182635151",
        },
        Relative("sophie.lambert", "Sophie", "Lambert", DirectorySource.Aaf1d) with
        {
            Born = new(1986, 3, 9),
            Email = "sophie.lambert@example.org",
        }, // co-parent of Léa
        Relative("franck.cavel2", "Franck", "Cavel", DirectorySource.Aaf) with
        {
            Born = new(1969, 12, 24),
            Email = "franck.cavel.autre@example.org",
        }, // a homonym, somebody else
        Relative("nadia.benali", "Nadia", "Benali", DirectorySource.Aaf) with
        {
            Born = new(1981, 2, 14),
            Email = "nadia.benali@example.org",
        },
        Relative("nadia.haddad", "Nadia", "Haddad", DirectorySource.Aaf1d) with
        {
            Born = new(1981, 2, 14),
        }, // merged into nadia.benali
        Relative("paul.nguyen", "Paul", "Nguyen", DirectorySource.Aaf) with
        {
            Email = "paul.nguyen@example.org",
        },
        Relative("paul.nguyen2", "Paul", "Nguyen", DirectorySource.Aaf1d), // merged into paul.nguyen
        Relative("paul.nguyen3", "Paul", "Nguyen", DirectorySource.Csv), // merged into paul.nguyen2: a chain
        Relative("claire.moreau", "Claire", "Moreau", DirectorySource.Aaf) with
        {
            Born = new(1983, 7, 30),
            Email = "claire.moreau@example.org",
            Federated = true,
        },
        Relative("claire.moreau2", "Claire", "Moreau", DirectorySource.Aaf1d) with
        {
            Born = new(1983, 7, 30),
        },
        Relative("lucie.petit", "Lucie", "Petit", DirectorySource.Aaf1d) with
        {
            Activated = false,
        },
        new("lea.cavel", "Léa", "Cavel", AccountKind.Student, DirectorySource.Aaf1d)
        {
            School = "zola",
            Class = "CE1",
            Activated = false,
        },
        new("tom.cavel", "Tom", "Cavel", AccountKind.Student, DirectorySource.Aaf)
        {
            School = "parks",
            Class = "6C",
            Activated = false,
        },
        new("ines.cavel", "Inès", "Cavel", AccountKind.Student, DirectorySource.Aaf) { School = "curie", Class = "2-1" },
        new("hugo.cavel", "Hugo", "Cavel", AccountKind.Student, DirectorySource.Aaf)
        {
            School = "parks",
            Class = "4A",
            Activated = false,
        },
        new("sami.benali", "Sami", "Benali", AccountKind.Student, DirectorySource.Aaf)
        {
            School = "parks",
            Class = "5B",
            Activated = false,
        },
        new("lina.haddad", "Lina", "Haddad", AccountKind.Student, DirectorySource.Aaf1d)
        {
            School = "zola",
            Class = "CP",
            Activated = false,
        },
        new("mai.nguyen", "Maï", "Nguyen", AccountKind.Student, DirectorySource.Aaf)
        {
            School = "curie",
            Class = "1G1",
            Activated = false,
        },
        new("linh.nguyen", "Linh", "Nguyen", AccountKind.Student, DirectorySource.Aaf1d)
        {
            School = "zola",
            Class = "CM2",
            Activated = false,
        },
        new("minh.nguyen", "Minh", "Nguyen", AccountKind.Student, DirectorySource.Csv)
        {
            School = "parks",
            Class = "6A",
            Activated = false,
        },
        new("emma.moreau", "Emma", "Moreau", AccountKind.Student, DirectorySource.Aaf)
        {
            School = "parks",
            Class = "6C",
            Activated = false,
        },
        new("noe.moreau", "Noé", "Moreau", AccountKind.Student, DirectorySource.Aaf1d)
        {
            School = "zola",
            Class = "CM1",
            Activated = false,
        },
        new("zoe.petit", "Zoé", "Petit", AccountKind.Student, DirectorySource.Aaf1d)
        {
            School = "zola",
            Class = "CE2",
            Activated = false,
        },
        new("marc.girard", "Marc", "Girard", AccountKind.Teacher, DirectorySource.Aaf) { School = "parks", Email = "marc.girard@example.org" },
        new("directrice.zola", "Hélène", "Martin", AccountKind.Staff, DirectorySource.Aaf1d)
        {
            School = "zola",
            Email = "direction.zola@example.org",
            Administers = "zola",
        },
        new("admin", "Alex", "Roux", AccountKind.Staff, DirectorySource.Manual) { Email = "admin@example.org", AdministersAll = true },
    ];

    public static readonly (string Relative, string Student, LinkKind Kind)[] Families =
    [
        ("franck.cavel", "ines.cavel", LinkKind.Father),
        ("franck.cavel", "tom.cavel", LinkKind.Father),
        ("franck.cavel3", "lea.cavel", LinkKind.Father),
        ("sophie.lambert", "lea.cavel", LinkKind.Mother),
        ("franck.cavel2", "hugo.cavel", LinkKind.Father),
        ("nadia.benali", "sami.benali", LinkKind.Mother),
        ("nadia.haddad", "lina.haddad", LinkKind.Mother),
        ("paul.nguyen", "mai.nguyen", LinkKind.Father),
        ("paul.nguyen2", "linh.nguyen", LinkKind.Father),
        ("paul.nguyen3", "minh.nguyen", LinkKind.Father),
        ("claire.moreau", "emma.moreau", LinkKind.Mother),
        ("claire.moreau2", "noe.moreau", LinkKind.Mother),
        ("lucie.petit", "zoe.petit", LinkKind.Mother),
    ];

    /// <summary>Kept, absorbed.</summary>
    public static readonly (string Kept, string Absorbed)[] Merges =
    [
        ("nadia.benali", "nadia.haddad"),
        ("paul.nguyen2", "paul.nguyen3"),
        ("paul.nguyen", "paul.nguyen2"),
    ];

    private static DemoPerson Relative(string login, string firstName, string lastName, DirectorySource source) =>
        new(login, firstName, lastName, AccountKind.Relative, source);
}

internal sealed record DemoSchool(string Name, string Uai, string Title, string Town);

internal sealed record DemoPerson(string Login, string FirstName, string LastName, AccountKind Kind, DirectorySource Source)
{
    public DateOnly? Born { get; init; }

    /// <summary>Verified by its owner.</summary>
    public string? Email { get; init; }

    public string? Home { get; init; }

    public string? Mobile { get; init; }

    /// <summary>As a feed wrote it: without its leading zero.</summary>
    public string? FeedMobile { get; init; }

    public string? School { get; init; }

    public string? Class { get; init; }

    public bool Activated { get; init; } = true;

    public bool Federated { get; init; }

    public string? Administers { get; init; }

    public bool AdministersAll { get; init; }
}
