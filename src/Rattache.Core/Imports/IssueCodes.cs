namespace Rattache.Core.Imports;

/// <summary>Why a record, a link or a value was not taken. The codes are stable: reports and texts name them.</summary>
public static class IssueCodes
{
    public const string NoId = "import.no-id";
    public const string IdTooLong = "import.id-too-long";
    public const string DuplicateId = "import.duplicate-id";
    public const string NoSurname = "import.no-surname";
    public const string NameTooLong = "import.name-too-long";
    public const string InvalidUai = "import.invalid-uai";
    public const string UnknownSchool = "import.unknown-school";
    public const string UnknownRelative = "import.unknown-relative";
    public const string MalformedLink = "import.malformed-link";
    public const string UnknownRecord = "import.unknown-record";
    public const string KindChanged = "import.kind-changed";
    public const string StrayQuote = "import.stray-quote";
    public const string OpenQuote = "import.open-quote";

    /// <summary>A warning where the delivery holds no pupils at all.</summary>
    public const string UnknownChild = "import.unknown-child";

    public const string UnknownAttribute = "import.unknown-attribute";
    public const string UnknownCategory = "import.unknown-category";
    public const string UnknownLinkType = "import.unknown-link-type";
    public const string ImpossibleDate = "import.impossible-date";
    public const string ValueTooLong = "import.value-too-long";
    public const string MalformedClass = "import.malformed-class";
    public const string MalformedFunction = "import.malformed-function";
    public const string NoSchool = "import.no-school";
    public const string UnknownPlace = "import.unknown-place";
}
