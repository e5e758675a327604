using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>Why a delivery was refused whole: nothing of it is written.</summary>
/// <param name="Code">Stable; its sentence is in Texts/Import.resx.</param>
/// <param name="Detail">What the sentence names besides: a file, a folder, what a file looks like.</param>
public sealed record DeliveryRefusal(string Code, string File, int? Line = null, int? Column = null, string? Detail = null)
{
    /// <summary>The brakes' word.</summary>
    internal static DeliveryRefusal Of(ImportVerdict.Refused refused, ImportCounts counts, string delivery) =>
        refused switch
        {
            { Reason: BrakeReason.LacksCategory } => new(
                LacksCategory,
                delivery,
                Detail: string.Join(", ", counts.Lacking.Select(c => c.ToString().ToLowerInvariant()))
            ),
            { Reason: BrakeReason.CoversNothing } => new(CoversNothing, delivery),
            { Reason: BrakeReason.SchoolEmpties, School: { } s } => new(SchoolEmpties, delivery, Detail: $"{s.School}: {s.Leaving} / {s.People}"),
            { Reason: BrakeReason.FamiliesPart, School: { } s } => new(FamiliesPart, delivery, Detail: $"{s.School}: {s.Leaving} / {s.People}"),
            { Reason: BrakeReason.FamiliesPart } => new(FamiliesPart, delivery, Detail: $"{counts.Parted} / {counts.People}"),
            _ => new(DirectoryEmpties, delivery, Detail: $"{counts.Leaving} / {counts.People}"),
        };

    public const string MissingPath = "import.missing-path";
    public const string Unreadable = "import.unreadable";
    public const string NoFile = "import.no-file";
    public const string Empty = "import.empty";
    public const string Binary = "import.binary";
    public const string Archive = "import.archive";
    public const string ArchiveBroken = "import.archive-broken";
    public const string ArchiveTooMany = "import.archive-too-many";
    public const string ArchiveTooBig = "import.archive-too-big";
    public const string ArchiveBomb = "import.archive-bomb";
    public const string ArchiveEscapes = "import.archive-escapes";
    public const string ArchiveLink = "import.archive-link";
    public const string ArchiveTwice = "import.archive-twice";
    public const string WebPage = "import.web-page";
    public const string OtherXml = "import.other-xml";
    public const string OtherText = "import.other-text";
    public const string Entities = "import.entities";
    public const string Truncated = "import.truncated";
    public const string Encoding = "import.encoding";
    public const string Malformed = "import.malformed";
    public const string UnknownHeader = "import.unknown-header";
    public const string MissingColumns = "import.missing-columns";
    public const string SchoolNotSaid = "import.school-not-said";
    public const string SchoolContradicted = "import.school-contradicted";
    public const string RowTooLong = "import.row-too-long";
    public const string TooManyRows = "import.too-many-rows";
    public const string LacksCategory = "import.lacks-category";
    public const string CoversNothing = "import.covers-nothing";
    public const string SchoolEmpties = "import.school-empties";
    public const string DirectoryEmpties = "import.directory-empties";
    public const string FamiliesPart = "import.families-part";
    public const string ChangeInFull = "import.change-in-full";
    public const string DeltaUndated = "import.delta-undated";
    public const string DeltaWithoutFull = "import.delta-without-full";
    public const string DeltaTooOld = "import.delta-too-old";
    public const string FullTooOld = "import.full-too-old";
    public const string FilesTooOld = "import.files-too-old";
}
