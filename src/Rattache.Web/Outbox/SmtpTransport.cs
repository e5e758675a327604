using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Rattache.Web.Outbox;

/// <summary>Connects when the first letter leaves, and keeps the connection for those behind it.</summary>
internal sealed class SmtpTransport(MailSettings settings) : IMailTransport
{
    private readonly SmtpClient client = new() { Timeout = 30_000 };

    public async Task SendAsync(MimeMessage letter, CancellationToken cancellation)
    {
        await ConnectAsync(cancellation);
        try
        {
            await client.SendAsync(letter, cancellation);
        }
        catch (SmtpCommandException e) when (e.ErrorCode != SmtpErrorCode.SenderNotAccepted && e.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            throw new MailRefusedException($"{(int)e.StatusCode} {e.Message}", e);
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
