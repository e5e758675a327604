using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Aaf;
using Rattache.Web.Imports.Aaf;

namespace Rattache.Web.Imports;

/// <summary>The files of one feed, one academy, one night, in the order in which they are read.</summary>
internal sealed record Delivery(DirectorySource Feed, string Academy, DateOnly? Date, ImmutableArray<DeliveryFile> Files)
{
    /// <summary>Names alone can tell: a slice that did not arrive leaves a gap in the numbers.</summary>
    public bool IsWhole => HasAll(AafCategory.School) && HasAll(AafCategory.Student) && HasAll(AafCategory.Relative);

    private bool HasAll(AafCategory category)
    {
        var slices = Files.Where(f => f.Name.Category == category).Select(f => f.Name.Slice).Order().ToArray();
        return slices.Length > 0 && slices.SequenceEqual(Enumerable.Range(0, slices.Length));
    }
}

internal sealed record DeliveryFile(string Path, AafFileName Name, AafHead Head)
{
    public string FileName => System.IO.Path.GetFileName(Path);
}
