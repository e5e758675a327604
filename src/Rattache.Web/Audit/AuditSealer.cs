using Rattache.Web.Data;

namespace Rattache.Web.Audit;

/// <summary>Every second, in any number of processes: one seals, the others pass.</summary>
public sealed partial class AuditSealer(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SealAllAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, say: the lines wait in it, and the timer comes back.
                LogFailed(e);
            }
        }
    }

    private async Task SealAllAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RattacheDb>();
        while (await db.SealAsync(cancellation) > 0)
        {
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(LogLevel.Error, "The audit could not be sealed; trying again in a second.")]
    private partial void LogFailed(Exception exception);
}
