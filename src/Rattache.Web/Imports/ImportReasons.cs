using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>Why something was not taken, in words.</summary>
internal static class ImportReasons
{
    /// <summary>Stands in a sentence where a detail stood.</summary>
    public const string Erased = "…";

    private const int Longest = 200;

    public static string Reason(this Text text, string code, string? detail) => text[code, Clean(detail ?? "")];

    /// <summary>Of which kind it was, without the detail; the code itself where it is of a version that has gone.</summary>
    public static string ReasonWithoutDetail(this Text text, string code) => text.Has(code) ? text.Reason(code, Erased) : code;

    /// <summary>What a file says goes to a terminal and a page: no control character, no endless line.</summary>
    public static string Clean(string said)
    {
        var shown = new string([.. said.Select(c => char.IsControl(c) ? ' ' : c)]);
        return shown.Length > Longest ? shown[..Longest] + "…" : shown;
    }
}
