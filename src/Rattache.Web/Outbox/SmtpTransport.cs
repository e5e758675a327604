using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Rattache.Web.Outbox;

/// <summary>Connects when the first letter leaves, and keeps the connection for those behind it.</summary>
internal sealed class SmtpTransport(MailSettings settings) : IOutboxTransport
{
    private readonly SmtpClient client = new() { Timeout = 30_000 };

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var letter = MailLetter.Of(message, settings.From);
        await ConnectAsync(cancellation);
        try
        {
            await client.SendAsync(letter, cancellation);
        }
        catch (SmtpCommandException e) when (e.ErrorCode != SmtpErrorCode.SenderNotAccepted && e.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            throw new MessageRefusedException(Answer(e, letter), e);
        }
    }

    public void Dispose()
    {
        if (client.IsConnected)
        {
            try
            {
                client.Disconnect(quit: true);
            }
            catch (Exception e) when (e is IOException or SmtpProtocolException or SmtpCommandException or TimeoutException)
            {
                // The letters are gone; how the server says goodbye is its own affair.
            }
        }

        client.Dispose();
    }

    /// <summary>Servers repeat the address they refuse.</summary>
    private static string Answer(SmtpCommandException e, MimeMessage letter) =>
        letter.To.Mailboxes.Aggregate(
            $"{(int)e.StatusCode} {e.Message}",
            (answer, to) => answer.Replace(to.Address, "…", StringComparison.OrdinalIgnoreCase)
        );

    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (client.IsConnected)
        {
            return;
        }

        var (security, port) = settings.Security switch
        {
            MailSecurity.Tls => (SecureSocketOptions.SslOnConnect, 465),
            MailSecurity.None => (SecureSocketOptions.None, 25),
            _ => (SecureSocketOptions.StartTls, 587),
        };
        await client.ConnectAsync(settings.Host!, settings.Port ?? port, security, cancellation);
        if (!string.IsNullOrEmpty(settings.User))
        {
            await client.AuthenticateAsync(settings.User, settings.Password!, cancellation);
        }
    }
}
