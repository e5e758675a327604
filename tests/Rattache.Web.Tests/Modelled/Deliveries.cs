namespace Rattache.Web.Tests.Modelled;

/// <summary>Full AAF deliveries of one small school, in which pupils change parents from night to night.</summary>
internal static class Deliveries
{
    public static string LastName(int parent) => $"DUPONT{(char)('A' + parent)}";

    public static string Login(int parent) => $"parent.{LastName(parent)}".ToLowerInvariant();

    /// <param name="parentsOf">For each pupil.</param>
    public static void Write(string folder, int parents, IReadOnlyList<int[]> parentsOf)
    {
        Write(
            folder,
            "EtabEducNat",
            [
                Record(
                    "categorieStructure",
                    "EtabEducNat",
                    "1010",
                    ("ENTStructureJointure", ["1010"]),
                    ("ENTStructureUAI", ["0411010A"]),
                    ("ENTStructureNomCourant", ["CLG$MODELE$NICE"]),
                    ("ENTStructureTypeStruct", ["COLLEGE"])
                ),
            ]
        );
        Write(
            folder,
            "PersRelEleve",
            Enumerable
                .Range(0, parents)
                .Select(p =>
                    Record(
                        "categoriePersonne",
                        "PersRelEleve",
                        $"{1000 + p}",
                        ("ENTPersonJointure", [$"{1000 + p}"]),
                        ("sn", [LastName(p)]),
                        ("givenName", ["Parent"])
                    )
                )
        );
        Write(
            folder,
            "Eleve",
            parentsOf.Select(
                (adults, pupil) =>
                    Record(
                        "categoriePersonne",
                        "Eleve",
                        $"{2000 + pupil}",
                        ("ENTPersonJointure", [$"{2000 + pupil}"]),
                        ("sn", ["DUPONT"]),
                        ("givenName", ["Élève"]),
                        ("ENTElevePersRelEleve", [.. adults.Select(a => $"{1000 + a}$10$1$1$1$0")]),
                        ("ENTPersonStructRattach", ["1010"]),
                        ("ENTEleveClasses", ["1010$6A"])
                    )
            )
        );
    }

    private static void Write(string folder, string category, IEnumerable<string> records) =>
        File.WriteAllText(
            Path.Combine(folder, $"ENT_x_Complet_20260901_{category}_0000.xml"),
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <ficAlimMENESR>
            <!-- codeAcademieExport="23" -->
            <!-- degre="2D" -->
            {string.Concat(records)}
            </ficAlimMENESR>
            """
        );

    private static string Record(string kind, string category, string id, params (string Name, string[] Values)[] attributes) =>
        $"""
            <addRequest><operationalAttributes><attr name="{kind}"><value>{category}</value></attr></operationalAttributes>
            <identifier><id>{id}</id></identifier><attributes>
            {string.Concat(attributes.Select(a => $"<attr name=\"{a.Name}\">{string.Concat(a.Values.Select(v => $"<value>{v}</value>"))}</attr>"))}
            </attributes></addRequest>

            """;
}
