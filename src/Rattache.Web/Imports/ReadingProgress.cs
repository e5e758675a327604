using System.Collections.Immutable;

namespace Rattache.Web.Imports;

/// <summary>Bytes read of a delivery, told each time another two-hundredth of it is done.</summary>
internal sealed class ReadingProgress
{
    private const int Parts = 200;
    private readonly IProgress<ImportProgress>? listener;
    private readonly ImmutableArray<long> starts;
    private readonly long total;
    private long told;

    public ReadingProgress(Delivery delivery, IProgress<ImportProgress>? listener)
    {
        this.listener = listener;
        var before = ImmutableArray.CreateBuilder<long>();
        foreach (var file in delivery.Files)
        {
            before.Add(total);
            total += new FileInfo(file.Path).Length;
        }

        starts = before.ToImmutable();
        listener?.Report(new(ImportStep.Reading, 0, total));
    }

    /// <param name="file">Its position in the delivery.</param>
    /// <param name="bytes">Read of it so far; readers that cannot say leave it at 0.</param>
    public void At(int file, long bytes = 0)
    {
        var done = starts[file] + bytes;
        if (listener is not null && done - told >= Math.Max(1, total / Parts))
        {
            told = done;
            listener.Report(new(ImportStep.Reading, done, total));
        }
    }

    public void End() => listener?.Report(new(ImportStep.Reading, total, total));
}
