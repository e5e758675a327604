using System.Text.Json;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>
/// Sends what is due: when told, and every few seconds, each route by itself. Any number of processes may do so over one database.
/// Events wait in the table for the services that will be connected; only what has a route leaves here.
/// </summary>
public sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    IEnumerable<IOutboxRoute> routes,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<OutboxDispatcher> logger
) : BackgroundService
{
    /// <summary>For one message, from the claim to the other side's answer.</summary>
    internal static readonly TimeSpan SendingLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly IOutboxRoute[] all = [.. routes];

    private IEnumerable<IOutboxRoute> Open => all.Where(route => route.IsOpen);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var route in all)
        {
            route.Announce();
        }

        await using var timer = clock.CreateTimer(_ => signal.Wake(), null, Period, Period);
        // Each in a task: SQLite answers without ever waiting, and whoever began would keep the others from beginning.
        await Task.WhenAll(Open.Select(route => Task.Run(() => ServeAsync(route, stoppingToken), stoppingToken)));
    }

    /// <summary>One round of each route.</summary>
    internal Task DispatchAsync(CancellationToken cancellation) => Task.WhenAll(Open.Select(route => DispatchAsync(route, cancellation)));

    private async Task ServeAsync(IOutboxRoute route, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = signal.Next; // before looking: what is saved while the round ends has one of its own
            try
            {
                await DispatchAsync(route, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, say: the messages are safe, and the timer comes back.
                Log.RoundFailed(logger, e);
            }

            await woken.WaitAsync(stoppingToken);
        }
    }

    /// <summary>Sends until nothing is due, or until no server can take more for now.</summary>
    private async Task DispatchAsync(IOutboxRoute route, CancellationToken cancellation)
    {
        using var transport = route.Open();
        while (!cancellation.IsCancellationRequested && await SendNextAsync(route, transport, cancellation)) { }
    }

    private async Task<bool> SendNextAsync(IOutboxRoute route, IOutboxTransport transport, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RattacheDb>();
        if (await db.ClaimMessageAsync(route.Type, clock.GetUtcNow(), cancellation) is not { } message)
        {
            return false;
        }

        // From here to the mark, a stop waits: given up half-way, a message could leave twice.
        try
        {
            if (route.IsOver(message, clock.GetUtcNow()))
            {
                Log.Over(logger, message.Id, route.Type);
            }
            else
            {
                using var limit = new CancellationTokenSource(SendingLimit, clock);
                await transport.SendAsync(message, limit.Token);
                Log.Sent(logger, message.Id, route.Type);
            }
        }
        catch (Exception e)
        {
            Log.NotSent(logger, message.Id, route.Type, message.Attempts, e.GetType().Name);
            await db.PostponeAsync(message, Answer(e), clock.GetUtcNow(), CancellationToken.None);
            return e is MessageRefusedException or JsonException;
        }

        await db.MarkDeliveredAsync(message, clock.GetUtcNow(), CancellationToken.None);
        return true;
    }

    /// <summary>What others throw may name somebody; a status does not.</summary>
    private static string Answer(Exception e) =>
        e switch
        {
            MessageRefusedException => e.Message,
            HttpRequestException { StatusCode: { } status } => $"HTTP {(int)status}",
            _ => e.GetType().Name,
        };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Message {MessageId} ({Type}) sent.")]
        public static partial void Sent(ILogger logger, Guid messageId, string type);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Type}) not sent, attempt {Attempt}: {Reason}. It will be tried again.")]
        public static partial void NotSent(ILogger logger, Guid messageId, string type, int attempt, string reason);

        [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Type}) came too late to be of use: it goes unsent.")]
        public static partial void Over(ILogger logger, Guid messageId, string type);

        [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again in a few seconds.")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
