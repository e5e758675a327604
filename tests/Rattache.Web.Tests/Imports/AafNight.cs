using System.Text;

namespace Rattache.Web.Tests.Imports;

/// <summary>What the academy sends one night, as small as a test needs it.</summary>
internal sealed class AafNight(DateOnly? date = null)
{
    private readonly List<(string Category, string Request)> requests = [];

    public bool IsDelta { get; init; }

    public AafNight School(string id, string uai) =>
        Add(
            "EtabEducNat",
            id,
            ("ENTStructureJointure", [id]),
            ("ENTStructureUAI", [uai]),
            ("ENTStructureNomCourant", [$"CLG$DE {uai}$NICE"]),
            ("ENTStructureTypeStruct", ["COLLEGE"])
        );

    public AafNight Relative(string id, string lastName = "DUPONT", string firstName = "Parent", string mail = "") =>
        Add("PersRelEleve", id, ("ENTPersonJointure", [id]), ("sn", [lastName]), ("givenName", [firstName]), ("mail", [mail]));

    public AafNight Pupil(string id, string school, string className, params string[] relatives) =>
        Add(
            "Eleve",
            id,
            ("ENTPersonJointure", [id]),
            ("sn", ["DUPONT"]),
            ("givenName", ["Élève"]),
            ("ENTElevePersRelEleve", [.. relatives.Select(relative => $"{relative}$10$1$1$1$0")]),
            ("ENTPersonStructRattach", [school]),
            ("ENTEleveClasses", [$"{school}${className}"])
        );

    public AafNight Head(string id, string school) =>
        Add(
            "PersEducNat",
            id,
            ("ENTPersonJointure", [id]),
            ("sn", ["DIRECTION"]),
            ("givenName", ["Camille"]),
            ("ENTPersonStructRattach", [school]),
            ("ENTPersonFonctions", [$"{school}$DIR$DIRECTION$D0010$CHEF D'ETABLISSEMENT"])
        );

    /// <summary>A record as it stands, whatever is wrong with it.</summary>
    public AafNight Add(string category, string id, params (string Name, string[] Values)[] attributes) =>
        Add(category, "addRequest", id, $"<attributes>{Named("attr", attributes)}</attributes>");

    public AafNight Change(string category, string id, params (string Name, string[] Values)[] attributes) =>
        Add(
            category,
            "modifyRequest",
            id,
            $"<modifications>{Named("modification", attributes).Replace("\">", "\" operation=\"replace\">", StringComparison.Ordinal)}</modifications>"
        );

    public AafNight Withdraw(string category, string id) => Add(category, "deleteRequest", id, "");

    /// <returns>The folder.</returns>
    public string Write(string into)
    {
        var day = date ?? new DateOnly(2026, 9, 1);
        var folder = Directory.CreateDirectory(Path.Combine(into, $"{day:yyyyMMdd}-{(IsDelta ? "delta" : "complet")}")).FullName;
        Array.ForEach(Directory.GetFiles(folder), File.Delete);
        // A full delivery holds these, if only to say that there is nobody.
        string[] always = IsDelta ? [] : ["EtabEducNat", "PersRelEleve", "Eleve"];
        foreach (var category in always.Union(requests.Select(r => r.Category)))
        {
            File.WriteAllText(
                Path.Combine(folder, $"ENT_x_{(IsDelta ? "Delta" : "Complet")}_{day:yyyyMMdd}_{category}_0000.xml"),
                $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <ficAlimMENESR>
                <!-- codeAcademieExport="23" -->
                <!-- degre="2D" -->
                <!-- dateGenerationExport="{day:dd/MM/yyyy}" -->
                {string.Join('\n', requests.Where(r => r.Category == category).Select(r => r.Request))}
                </ficAlimMENESR>
                """,
                Encoding.UTF8
            );
        }

        return folder;
    }

    private AafNight Add(string category, string request, string id, string rest)
    {
        var kind = category == "EtabEducNat" ? "categorieStructure" : "categoriePersonne";
        requests.Add(
            (
                category,
                $"""
                <{request}>
                <operationalAttributes><attr name="{kind}"><value>{category}</value></attr></operationalAttributes>
                <identifier><id>{id}</id></identifier>
                {rest}
                </{request}>
                """
            )
        );
        return this;
    }

    private static string Named(string element, (string Name, string[] Values)[] attributes) =>
        string.Concat(
            attributes.Select(a =>
                $"<{element} name=\"{a.Name}\">{string.Concat(a.Values.DefaultIfEmpty("").Select(v => v.Length == 0 ? "<value/>" : $"<value>{v}</value>"))}</{element}>"
            )
        );
}
