namespace Rattache.Web.Notifications;

/// <summary>Every minute, in any number of processes: what is told at once leaves within one, and digests at their hour.</summary>
public sealed partial class DigestSender(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DigestSender> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAllAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, say: what was not told stays in it, and the timer comes back.
                LogFailed(e);
            }
        }
    }

    internal async Task SendAllAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var digests = scope.ServiceProvider.GetRequiredService<SendDigests>();
        while (await digests.SendAsync(cancellation) > 0) { }
    }

    [LoggerMessage(LogLevel.Error, "Notifications could not be written; trying again in a minute.")]
    private partial void LogFailed(Exception exception);
}
