using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>In Development without a provider: each text message becomes a file that its owner alone reads.</summary>
internal sealed class SmsFolder(string folder) : IOutboxTransport
{
    /// <summary>Counts from where the command was given, like the database beside it.</summary>
    public const string Folder = "data/sms";

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var sms = Sms.FromPayload(message.Payload);
        SqliteFile.OwnersFolder(folder);
        var file = Path.Combine(folder, $"{message.Id:N}.txt");
        SqliteFile.OwnersFile(file);
        await File.WriteAllTextAsync(file, $"{sms.To}\n\n{sms.Text}\n", cancellation);
    }

    public void Dispose() { }
}
