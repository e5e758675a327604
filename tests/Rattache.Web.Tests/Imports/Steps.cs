using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>Listens to an import, in its own thread.</summary>
internal sealed class Steps(Action<ImportProgress>? then = null) : IProgress<ImportProgress>
{
    private readonly Lock turn = new();
    private readonly List<ImportProgress> told = [];

    public ImportProgress[] Told
    {
        get
        {
            lock (turn)
            {
                return [.. told];
            }
        }
    }

    public void Report(ImportProgress value)
    {
        lock (turn)
        {
            told.Add(value);
        }

        then?.Invoke(value);
    }
}
