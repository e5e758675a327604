using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>
/// Recognizes, among deliveries given together, those that are taken already and that nothing else of their feed has
/// followed: to take them again would change nothing. One that comes back after others is a delivery like any.
/// </summary>
internal sealed class DeliveryMemory
{
    private readonly Dictionary<string, string> reports = [];

    private DeliveryMemory() { }

    public static async Task<DeliveryMemory> OfAsync(RattacheDb db, ImmutableArray<Delivery> deliveries, CancellationToken cancellation)
    {
        var memory = new DeliveryMemory();
        foreach (var feed in deliveries.GroupBy(d => (d.Feed, d.Academy)))
        {
            var given = new HashSet<string>();
            foreach (var delivery in feed)
            {
                given.Add(await DeliveryFingerprint.OfAsync(delivery, cancellation));
            }

            await memory.RememberAsync(db, feed.First(), given, cancellation);
        }

        return memory;
    }

    /// <summary>The report of when it was taken, or null.</summary>
    public async Task<ImportDocument?> FindAsync(Delivery delivery, CancellationToken cancellation) =>
        reports.TryGetValue(await DeliveryFingerprint.OfAsync(delivery, cancellation), out var report) ? ImportJson.Read(report) : null;

    private async Task RememberAsync(RattacheDb db, Delivery of, HashSet<string> given, CancellationToken cancellation)
    {
        var newestFirst = db
            .ImportRuns.AsNoTracking()
            .Where(r => r.Source == of.Feed && r.Academy == of.Academy && r.Outcome == ImportRun.Taken)
            .OrderByDescending(r => r.FinishedAt)
            .ThenByDescending(r => r.Id)
            .AsAsyncEnumerable();
        await foreach (var run in newestFirst.WithCancellation(cancellation))
        {
            if (run.Fingerprint is null || !given.Contains(run.Fingerprint))
            {
                return;
            }

            reports.TryAdd(run.Fingerprint, run.Report);
            if (reports.Count >= given.Count)
            {
                return;
            }
        }
    }
}
