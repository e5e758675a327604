namespace Rattache.Web.Outbox;

/// <summary>Digests leave as other mails do, over a connection of their own: however many there are, nobody's code waits for them.</summary>
public sealed class DigestRoute(MailRoute mails) : IOutboxRoute
{
    public string Type => Mail.DigestType;

    public bool IsOpen => mails.IsOpen;

    /// <summary>What there is to say, <see cref="MailRoute"/> says.</summary>
    public void Announce() { }

    public bool IsOver(OutboxMessage message, DateTimeOffset now) => mails.IsOver(message, now);

    public IOutboxTransport Open() => mails.Open();
}
