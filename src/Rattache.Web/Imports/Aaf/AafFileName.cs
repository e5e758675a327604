using System.Globalization;
using System.Text.RegularExpressions;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports.Aaf;

/// <summary>What a slice's name says: <c>…_Complet_20260901_PersRelEleve_0000.xml</c>. The content has the last word.</summary>
/// <param name="IsDelta">Null where the name says neither.</param>
internal sealed partial record AafFileName(bool? IsDelta, DateOnly? Date, RecordCategory Category, int Slice)
{
    public static AafFileName Parse(string fileName)
    {
        if (Pattern().Match(fileName) is not { Success: true } match)
        {
            return new(null, null, RecordCategory.Unknown, 0);
        }

        var isDate = DateOnly.TryParseExact(
            match.Groups["date"].ValueSpan,
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        );
        var isSlice = int.TryParse(match.Groups["slice"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var slice);
        return new(
            match.Groups["mode"].ValueSpan.Equals("Delta", StringComparison.OrdinalIgnoreCase),
            isDate ? date : null,
            AafCategories.Of(match.Groups["category"].Value),
            isSlice ? slice : 0
        );
    }

    [GeneratedRegex(@"_(?<mode>Complet|Delta)_(?<date>\d{8})_(?<category>[A-Za-z]+)_(?<slice>\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
