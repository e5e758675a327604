using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>The files of one feed, one academy, one night, in the order in which they are read.</summary>
/// <param name="Academy">What identifiers are unique within: an academy's code, or the UAI of the school whose CSV files these are.</param>
/// <param name="Date">As the files state it; null where they do not.</param>
internal sealed record Delivery(DirectorySource Feed, string Academy, DateOnly? Date, DeliveryExtent Extent, ImmutableArray<DeliveryFile> Files)
{
    private static readonly ImmutableArray<RecordCategory> NeededOfAaf = [RecordCategory.School, RecordCategory.Student, RecordCategory.Relative];
    private static readonly ImmutableArray<RecordCategory> NeededOfCsv = [RecordCategory.Student, RecordCategory.Relative];

    /// <summary>Categories without which a delivery is not whole. Names alone can tell: a slice that did not arrive leaves a gap in the numbers.</summary>
    public ImmutableArray<RecordCategory> Lacking => [.. (Feed.Family() == SourceFamily.Academic ? NeededOfAaf : NeededOfCsv).Where(c => !HasAll(c))];

    /// <summary>Who is missing from it has left.</summary>
    public bool IsWhole => Extent == DeliveryExtent.Full && Lacking.IsEmpty;

    /// <summary>For people: its folder, or the one file.</summary>
    public string Name => Files is [var only] ? only.FileName : System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Files[0].Path))!;

    public bool Has(RecordCategory category) => Files.Any(f => f.Category == category);

    private bool HasAll(RecordCategory category)
    {
        var slices = Files.Where(f => f.Category == category).Select(f => f.Slice).Order().ToArray();
        return slices.Length > 0 && slices.SequenceEqual(Enumerable.Range(0, slices.Length));
    }
}

/// <summary>How much of the feed a delivery is meant to hold.</summary>
public enum DeliveryExtent
{
    /// <summary>All of it, or so the files say.</summary>
    Full = 1,

    /// <summary>One file given alone: it makes nobody leave.</summary>
    Alone,

    /// <summary>What has changed since the night before.</summary>
    Delta,
}

internal sealed record DeliveryFile(string Path, RecordCategory Category, int Slice)
{
    public string FileName => System.IO.Path.GetFileName(Path);
}
