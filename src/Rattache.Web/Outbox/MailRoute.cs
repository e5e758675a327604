using Microsoft.Extensions.Options;

namespace Rattache.Web.Outbox;

/// <summary>Mails leave by SMTP; in Development without a server they go to a folder.</summary>
public sealed partial class MailRoute(IOptions<MailSettings> options, IHostEnvironment environment, ILogger<MailRoute> logger) : IOutboxRoute
{
    private readonly MailSettings settings = options.Value;

    public string Type => Mail.Type;

    public bool IsOpen => HasServer || environment.IsDevelopment();

    private bool HasServer => !string.IsNullOrWhiteSpace(settings.Host);

    public void Announce()
    {
        if (!IsOpen)
        {
            Log.NoServer(logger);
        }
        else if (!HasServer)
        {
            Log.ToFolder(logger, FolderTransport.Folder);
        }
    }

    /// <summary>A letter that comes late still tells what happened, and what is to be done.</summary>
    public bool IsOver(OutboxMessage message, DateTimeOffset now) => false;

    public IOutboxTransport Open() => HasServer ? new SmtpTransport(settings) : new FolderTransport(FolderTransport.Folder);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "Mail:Host is not set: NO MAIL IS SENT. Codes and notices wait in the outbox until an SMTP server is configured."
        )]
        public static partial void NoServer(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Mail:Host is not set: mails are written to {Folder}.")]
        public static partial void ToFolder(ILogger logger, string folder);
    }
}
