using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Rattache.Web.Imports.Watching;

/// <summary>
/// Takes deliveries as they arrive in a folder. Of several processes one does, and another goes on when it dies. A delivery
/// that was taken by a process that died before it set it aside is recognized, and not taken again.
/// </summary>
internal sealed partial class DeliveryWatch(
    IServiceScopeFactory scopes,
    IOptions<WatchSettings> options,
    TimeProvider clock,
    ILogger<DeliveryWatch> logger
) : BackgroundService
{
    private readonly WatchSettings settings = options.Value;
    private readonly Dictionary<string, (string State, DateTimeOffset Since, bool Told)> seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrWhiteSpace(settings.Folder))
        {
            return;
        }

        using var timer = new PeriodicTimer(settings.Period, clock);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The disk or the database is away, say: what was delivered is still there, and the timer comes back.
                Log.RoundFailed(logger, e);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once, and takes what is complete.</summary>
    internal async Task RoundAsync(CancellationToken cancellation)
    {
        var folder = new WatchedFolder(Path.GetFullPath(settings.Folder!));
        folder.Prepare();
        using var turn = folder.TryTakeTurn();
        if (turn is null)
        {
            seen.Clear(); // another process watches: what was seen before says nothing of now
            return;
        }

        var deliveries = folder.Deliveries();
        var complete = deliveries.Where(IsComplete).ToList();
        foreach (var gone in seen.Keys.Except(deliveries.Select(d => d.Path)).ToList())
        {
            seen.Remove(gone);
        }

        foreach (var delivery in complete)
        {
            if (!delivery.IsReadable || folder.TryTake(delivery.Path) is not { } taken)
            {
                TellOnce(delivery);
                continue;
            }

            seen.Remove(delivery.Path); // should it fail, it waits its minute again
            await TakeAsync(folder, delivery with { Path = taken }, cancellation);
        }
    }

    /// <summary>It is tried again each time, since mending its rights changes nothing that is looked at.</summary>
    private void TellOnce(WatchedDelivery delivery)
    {
        if (seen[delivery.Path].Told)
        {
            return;
        }

        seen[delivery.Path] = seen[delivery.Path] with { Told = true };
        if (delivery.IsReadable)
        {
            Log.CannotBeMoved(logger, delivery.Path);
        }
        else
        {
            Log.CannotBeRead(logger, delivery.Path);
        }
    }

    private bool IsComplete(WatchedDelivery delivery)
    {
        var now = clock.GetUtcNow();
        if (!seen.TryGetValue(delivery.Path, out var last) || last.State != delivery.State)
        {
            seen[delivery.Path] = (delivery.State, now, Told: false);
            return false;
        }

        return now - last.Since >= settings.Quiet;
    }

    private async Task TakeAsync(WatchedFolder folder, WatchedDelivery delivery, CancellationToken cancellation)
    {
        var outcomes = await ImportAsync(folder, delivery, cancellation);
        foreach (var outcome in outcomes)
        {
            Log.Done(logger, outcome.Document.Id, outcome is ImportOutcome.Known ? "known" : outcome.Document.Outcome);
        }

        if (WatchedFolder.Look(delivery.Path)?.State != delivery.State)
        {
            Log.ChangedMeanwhile(logger);
            folder.PutBack(delivery.Path); // what it has become is a delivery of its own
            return;
        }

        var place = outcomes.Any(outcome => outcome is ImportOutcome.Refused) ? WatchedFolder.Refused : WatchedFolder.Archive;
        // What is committed is set aside, even when asked to stop.
        await folder.SetAsideAsync(delivery.Path, place, ImportJson.WriteFile(outcomes.Select(o => o.Document)), CancellationToken.None);
    }

    private async Task<ImmutableArray<ImportOutcome>> ImportAsync(WatchedFolder folder, WatchedDelivery delivery, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var runner = scope.ServiceProvider.GetRequiredService<ImportRunner>();
            return await runner.RunAsync([delivery.Path], new(SkipTaken: true, WrittenAt: delivery.ChangedAt), cancellation);
        }
        catch
        {
            folder.PutBack(delivery.Path); // where it keeps no other waiting
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Import {ImportId} of a delivery that was watched for: {Outcome}.")]
        public static partial void Done(ILogger logger, Guid? importId, string outcome);

        [LoggerMessage(LogLevel.Warning, "A delivery changed while it was read: it will be taken again.")]
        public static partial void ChangedMeanwhile(ILogger logger);

        [LoggerMessage(
            LogLevel.Error,
            "{Delivery} cannot be moved, so it is not imported: give it to the service's account, or let that account write it and all folders "
                + "in it. If a newer one is imported meanwhile, it is then set aside."
        )]
        public static partial void CannotBeMoved(ILogger logger, string delivery);

        [LoggerMessage(LogLevel.Error, "{Delivery} cannot be read, so it is not imported: let the service's account read it, or take it away.")]
        public static partial void CannotBeRead(ILogger logger, string delivery);

        [LoggerMessage(LogLevel.Error, "The watched folder could not be gone through; trying again.")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
