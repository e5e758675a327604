using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>In Development without a server: each letter becomes a file that its owner alone reads.</summary>
internal sealed class FolderTransport(string folder) : IOutboxTransport
{
    /// <summary>Counts from where the command was given, like the database beside it.</summary>
    public const string Folder = "data/mails";

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var letter = MailLetter.Of(message, from: null);
        SqliteFile.OwnersFolder(folder);
        var file = Path.Combine(folder, $"{letter.MessageId!.Split('@')[0]}.eml");
        SqliteFile.OwnersFile(file);
        await letter.WriteToAsync(file, cancellation);
    }

    public void Dispose() { }
}
