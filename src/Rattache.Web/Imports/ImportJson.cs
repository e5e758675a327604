using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Rattache.Web.Imports;

/// <summary>How reports are written: names as in JavaScript, French letters as they are, nothing that would be markup in a page.</summary>
internal static class ImportJson
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    public static string Write(ImportDocument document) => JsonSerializer.Serialize(document, Compact);

    public static ImportDocument Read(string json) => JsonSerializer.Deserialize<ImportDocument>(json, Compact)!;

    /// <summary>A file of reports: several deliveries may come in one command.</summary>
    public static byte[] WriteFile(IEnumerable<ImportDocument> imports) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new { Version = 1, Imports = imports }, Indented), (byte)'\n'];
}
