using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>
/// Recognizes, among deliveries given together, those that are taken already and that nothing else of their feed has
/// followed: to take them again would change nothing. One that comes back after others is a delivery like any.
/// </summary>
internal sealed class DeliveryMemory
{
    private readonly Dictionary<Delivery, string> fingerprints = [];
    private readonly Dictionary<string, string> reports = [];

    private DeliveryMemory() { }

    public static async Task<DeliveryMemory> OfAsync(RattacheDb db, ImmutableArray<Delivery> deliveries, CancellationToken cancellation)
    {
        var memory = new DeliveryMemory();
        foreach (var feed in deliveries.GroupBy(d => (d.Feed, d.Academy)))
        {
            foreach (var delivery in feed)
            {
                memory.fingerprints[delivery] = await DeliveryFingerprint.OfAsync(delivery, cancellation);
            }

            await memory.RememberAsync(db, feed.Key, [.. feed.Select(d => memory.fingerprints[d])], cancellation);
        }

        return memory;
    }

    /// <summary>The report of when it was taken, or null.</summary>
    public ImportDocument? Find(Delivery delivery) => reports.TryGetValue(fingerprints[delivery], out var report) ? ImportJson.Read(report) : null;

    private async Task RememberAsync(
        RattacheDb db,
        (DirectorySource Source, string Academy) feed,
        HashSet<string> given,
        CancellationToken cancellation
    )
    {
        var newestFirst = db
            .ImportRuns.AsNoTracking()
            .Where(r => r.Source == feed.Source && r.Academy == feed.Academy && r.Outcome == ImportRun.Taken)
            .OrderByDescending(r => r.FinishedAt)
            .ThenByDescending(r => r.Id)
            .AsAsyncEnumerable();
        var met = 0;
        await foreach (var run in newestFirst.WithCancellation(cancellation))
        {
            if (run.Fingerprint is null || !given.Contains(run.Fingerprint))
            {
                return;
            }

            if (reports.TryAdd(run.Fingerprint, run.Report) && ++met == given.Count)
            {
                return;
            }
        }
    }
}
