using MimeKit;

namespace Rattache.Web.Outbox;

/// <summary>An outbox message as it goes over the wire.</summary>
internal static class MailLetter
{
    /// <summary>What a mailbox posts to the address in List-Unsubscribe when its owner presses its button (RFC 8058).</summary>
    public const string OneClick = "List-Unsubscribe=One-Click";

    private static readonly MailboxAddress Nobody = new("Rattache", "rattache@localhost");

    /// <summary>The Message-ID is the message's own, whoever sends it and however often: a mailbox shows a repeated letter once.</summary>
    public static MimeMessage Of(OutboxMessage message, string? from)
    {
        var mail = Mail.FromPayload(message.Payload);
        var sender = from is null ? Nobody : MailboxAddress.Parse(from);
        var letter = new MimeMessage
        {
            MessageId = $"{message.Id:N}@{sender.Domain}",
            Date = message.CreatedAt,
            Subject = mail.Subject,
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        letter.From.Add(sender);
        letter.To.Add(new MailboxAddress("", mail.To));
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: no absence note answers it
        if (mail.Unsubscribe is { } stop)
        {
            letter.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop.AbsoluteUri}>");
            if (stop.Scheme == Uri.UriSchemeHttps) // RFC 8058, 3.1
            {
                letter.Headers.Add("List-Unsubscribe-Post", OneClick);
            }
        }

        return letter;
    }
}
