using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.Outbox;

public sealed class SmsFolderTests
{
    [Fact]
    public async Task Send_WritesAFileThatItsOwnerAloneReads()
    {
        var above = Directory.CreateTempSubdirectory("rattache-").FullName;
        var folder = Path.Combine(above, "sms");
        var message = new OutboxMessage
        {
            Id = Guid.NewGuid(),
            Type = Sms.Type,
            Payload = new Sms("+33639981240", "Votre code est 123 456.", null).ToPayload(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            DueAt = DateTimeOffset.UnixEpoch,
        };

        using var transport = new SmsFolder(folder);
        await transport.SendAsync(message, TestContext.Current.CancellationToken);

        var file = Directory.GetFiles(folder).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe("+33639981240\n\nVotre code est 123 456.\n");
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.Delete(above, recursive: true);
    }
}
