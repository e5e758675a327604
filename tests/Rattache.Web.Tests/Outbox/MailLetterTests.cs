using MimeKit;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Outbox;

public sealed class MailLetterTests
{
    private static readonly string Long = new('x', 400);

    [Fact]
    public async Task Unsubscribe_OverHttps_IsOneClick_AndItsAddressIsNotCut()
    {
        var letter = await SentAsync(new($"https://ent.example/desabonnement/{Long}"));

        letter.Headers["List-Unsubscribe"].ShouldBe($"<https://ent.example/desabonnement/{Long}>");
        letter.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
    }

    [Fact]
    public async Task Unsubscribe_WithoutHttps_IsForPeopleAlone()
    {
        var letter = await SentAsync(new($"http://localhost:5080/desabonnement/{Long}"));

        letter.Headers["List-Unsubscribe"].ShouldNotBeNull();
        letter.Headers["List-Unsubscribe-Post"].ShouldBeNull("RFC 8058, 3.1");
    }

    [Fact]
    public async Task AnyOtherLetter_HasNeither()
    {
        var letter = await SentAsync(null);

        letter.Headers.ShouldNotContain(h => h.Field.StartsWith("List-", StringComparison.Ordinal));
    }

    [Fact]
    public void Link_IsAnAnchorInOneBody_AndAnAddressInTheOther()
    {
        var words = $"Bonjour,\n\n{MailBody.Link(new("https://ent.example/a?b=1&c=2"), "Voir <tout>")}";

        MailBody.Text(words).ShouldBe("Bonjour,\n\nVoir <tout>\nhttps://ent.example/a?b=1&c=2\n");
        MailBody.Html(words, Language.French).ShouldContain("<p><a href=\"https://ent.example/a?b=1&amp;c=2\">Voir &lt;tout&gt;</a></p>");
    }

    /// <summary>As it is read at the other end of the wire.</summary>
    private static async Task<MimeMessage> SentAsync(Uri? unsubscribe)
    {
        var now = new DateTimeOffset(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Type = Mail.Type,
            Payload = new Mail("f.cavel@example.org", "Nouvelles", "Bonjour", "<p>Bonjour</p>", unsubscribe).ToPayload(),
            CreatedAt = now,
            DueAt = now,
        };
        using var wire = new MemoryStream();
        await MailLetter.Of(message, "Rattache <ne-pas-repondre@ent.example>").WriteToAsync(wire, TestContext.Current.CancellationToken);
        wire.Position = 0;
        return await MimeMessage.LoadAsync(wire, TestContext.Current.CancellationToken);
    }
}
