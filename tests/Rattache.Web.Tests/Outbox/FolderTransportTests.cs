using MimeKit;
using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.Outbox;

public sealed class FolderTransportTests
{
    [Fact]
    public async Task Send_WritesAFileThatItsOwnerAloneReads()
    {
        var above = Directory.CreateTempSubdirectory("rattache-").FullName;
        var folder = Path.Combine(above, "mails");
        var message = new OutboxMessage
        {
            Id = Guid.NewGuid(),
            Type = Mail.Type,
            Payload = new Mail("f.cavel@example.org", "Objet", "Texte", "<p>Texte</p>").ToPayload(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            DueAt = DateTimeOffset.UnixEpoch,
        };

        using var transport = new FolderTransport(folder);
        await transport.SendAsync(message, TestContext.Current.CancellationToken);

        var file = Directory.GetFiles(folder).ShouldHaveSingleItem();
        (await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken)).Subject.ShouldBe("Objet");
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.Delete(above, recursive: true);
    }
}
