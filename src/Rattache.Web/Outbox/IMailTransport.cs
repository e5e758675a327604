using MimeKit;

namespace Rattache.Web.Outbox;

/// <summary>The machine's edge: an SMTP server, or a developer's folder. One serves one round of the dispatcher.</summary>
internal interface IMailTransport : IDisposable
{
    /// <exception cref="MailRefusedException">This letter was refused; the next one may do better.</exception>
    Task SendAsync(MimeMessage letter, CancellationToken cancellation);
}

/// <summary>The server answered, and refused this one letter. Anything else that is thrown says that no letter can leave for now.</summary>
internal sealed class MailRefusedException(string answer, Exception cause) : Exception(answer, cause);
