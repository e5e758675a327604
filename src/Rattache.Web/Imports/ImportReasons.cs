using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>Why something was not taken, in words.</summary>
internal static class ImportReasons
{
    private const int Longest = 200;

    public static string Reason(this Text text, string code, string? detail) => text[code, Clean(detail ?? "")];

    /// <summary>What a file says goes to a terminal and a page: no control character, no endless line.</summary>
    public static string Clean(string said)
    {
        var shown = new string([.. said.Select(c => char.IsControl(c) ? ' ' : c)]);
        return shown.Length > Longest ? shown[..Longest] + "…" : shown;
    }
}
