using Microsoft.Extensions.Options;

namespace Rattache.Web.Outbox;

/// <summary>Text messages leave through a provider's HTTP interface; in Development without one they go to a folder.</summary>
public sealed partial class SmsRoute(
    IOptions<SmsSettings> options,
    IHttpClientFactory clients,
    IHostEnvironment environment,
    ILogger<SmsRoute> logger
) : IOutboxRoute
{
    private readonly SmsSettings settings = options.Value;

    public string Type => Sms.Type;

    public bool IsOpen => settings.HasProvider || environment.IsDevelopment();

    public void Announce()
    {
        if (!IsOpen)
        {
            Log.NoProvider(logger);
        }
        else if (!settings.HasProvider)
        {
            Log.ToFolder(logger, SmsFolder.Folder);
        }
    }

    /// <summary>A code that has ended would cost money, and puzzle whoever gets it.</summary>
    public bool IsOver(OutboxMessage message, DateTimeOffset now) => Sms.FromPayload(message.Payload).Until <= now;

    public IOutboxTransport Open() =>
        settings.HasProvider ? new SmsProvider(clients.CreateClient(SmsSettings.Section), settings) : new SmsFolder(SmsFolder.Folder);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Sms:Url is not set: no text message is sent, and mobile numbers are kept without being verified.")]
        public static partial void NoProvider(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Sms:Url is not set: text messages are written to {Folder}.")]
        public static partial void ToFolder(ILogger logger, string folder);
    }
}
