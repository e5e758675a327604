using Microsoft.Extensions.Options;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>
/// Sends what is due: when told, and every few seconds. Any number of processes may do so over one database.
/// Events wait in the table for the services that will be connected; only mails leave here.
/// </summary>
public sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes,
    IOptions<MailSettings> options,
    OutboxSignal signal,
    TimeProvider clock,
    IHostEnvironment environment,
    ILogger<OutboxDispatcher> logger
) : BackgroundService
{
    /// <summary>For one letter, from the claim to the server's answer.</summary>
    internal static readonly TimeSpan SendingLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly MailSettings settings = options.Value;

    private bool HasServer => !string.IsNullOrWhiteSpace(settings.Host);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!HasServer && !environment.IsDevelopment())
        {
            Log.NoServer(logger);
            return;
        }

        if (!HasServer)
        {
            Log.ToFolder(logger, FolderTransport.Folder);
        }

        await using var timer = clock.CreateTimer(_ => signal.Wake(), null, TimeSpan.Zero, Period);
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            try
            {
                await DispatchAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, say: the messages are safe, and the timer comes back.
                Log.RoundFailed(logger, e);
            }
        }
    }

    /// <summary>Sends until nothing is due, or until the server can take nothing more for now.</summary>
    internal async Task DispatchAsync(CancellationToken cancellation)
    {
        using IMailTransport transport = HasServer ? new SmtpTransport(settings) : new FolderTransport(FolderTransport.Folder);
        while (!cancellation.IsCancellationRequested && await SendNextAsync(transport, cancellation)) { }
    }

    private async Task<bool> SendNextAsync(IMailTransport transport, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RattacheDb>();
        if (await db.ClaimMailAsync(clock.GetUtcNow(), cancellation) is not { } message)
        {
            return false;
        }

        // From here to the mark, a stop waits: given up half-way, a letter could leave twice.
        try
        {
            using var limit = new CancellationTokenSource(SendingLimit, clock);
            await transport.SendAsync(MailLetter.Of(message, settings.From), limit.Token);
        }
        catch (Exception e)
        {
            Log.NotSent(logger, message.Id, message.Attempts, e.GetType().Name);
            await db.PostponeAsync(message, Answer(e, message), clock.GetUtcNow(), CancellationToken.None);
            return e is MailRefusedException or System.Text.Json.JsonException;
        }

        await db.MarkDeliveredAsync(message, clock.GetUtcNow(), CancellationToken.None);
        Log.Sent(logger, message.Id);
        return true;
    }

    /// <summary>Servers repeat the address they refuse.</summary>
    private static string Answer(Exception e, OutboxMessage message) =>
        e is MailRefusedException
            ? e.Message.Replace(Mail.FromPayload(message.Payload).To, "…", StringComparison.OrdinalIgnoreCase)
            : e.GetType().Name;

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "Mail:Host is not set: NO MAIL IS SENT. Codes and notices wait in the outbox until an SMTP server is configured."
        )]
        public static partial void NoServer(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Mail:Host is not set: mails are written to {Folder}.")]
        public static partial void ToFolder(ILogger logger, string folder);

        [LoggerMessage(LogLevel.Debug, "Mail {MessageId} sent.")]
        public static partial void Sent(ILogger logger, Guid messageId);

        [LoggerMessage(LogLevel.Warning, "Mail {MessageId} not sent, attempt {Attempt}: {Reason}. It will be tried again.")]
        public static partial void NotSent(ILogger logger, Guid messageId, int attempt, string reason);

        [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again in a few seconds.")]
        public static partial void RoundFailed(ILogger logger, Exception exception);
    }
}
