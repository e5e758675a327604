using Rattache.Web.Data;

namespace Rattache.Web.Departures;

/// <summary>Once a day, in any number of processes: one erases, the others pass (<see cref="DailyJob"/>).</summary>
public sealed partial class Eraser(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Eraser> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await EraseAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, say: whoever is due stays due, and the claim runs out.
                LogFailed(e);
            }
        }
    }

    /// <summary>If it is due, and nobody else has it.</summary>
    internal async Task EraseAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RattacheDb>();
        var now = clock.GetUtcNow();
        if (!await db.ClaimAsync(DailyJob.Erasure, now, cancellation))
        {
            return;
        }

        await scope.ServiceProvider.GetRequiredService<EraseTraces>().EraseAsync(cancellation);
        if (await scope.ServiceProvider.GetRequiredService<ErasePeople>().EraseAsync(cancellation) is not null)
        {
            await db.FinishAsync(DailyJob.Erasure, now, cancellation);
        }
    }

    [LoggerMessage(LogLevel.Error, "Those who are due could not be erased; trying again within the hour.")]
    private partial void LogFailed(Exception exception);
}
