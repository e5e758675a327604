using Microsoft.Extensions.Options;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>
/// Writes letters into the outbox. A letter's words are <c>mail.CODE.subject</c> and <c>mail.CODE.body</c>, in the language and by the
/// clocks of whom it goes to, whoever caused it; each ends with <c>mail.foot</c>, which says where it comes from.
/// </summary>
public sealed class Mails(Text text, IOptions<Settings> settings)
{
    /// <summary>Adds the letter to what the caller saves; after the commit, <see cref="OutboxSignal.Wake"/> sends it without delay.</summary>
    /// <param name="to">A verified address, or one being verified.</param>
    /// <param name="args">Moments and lists as they are: they are written out as the reader does.</param>
    public void Enqueue(RattacheDb db, DateTimeOffset now, Recipient to, string code, params object?[] args) =>
        EnqueueUntil(db, now, to, code, until: null, args);

    /// <inheritdoc cref="Messages.Enqueue"/>
    internal void EnqueueUntil(RattacheDb db, DateTimeOffset now, Recipient to, string code, DateTimeOffset? until, object?[] args) =>
        to.Reading.Speak(() =>
        {
            object?[] words = [.. args.Select(Written.Out)];
            return Add(db, now, Mail.Type, to.Address, text[$"mail.{code}.subject", words], text[$"mail.{code}.body", words], until: until);
        });

    /// <summary>A letter that its reader may do without, in words that the caller put together, in the language spoken.</summary>
    /// <param name="unsubscribe">Stops it when posted to (RFC 8058).</param>
    internal OutboxMessage EnqueueDigest(RattacheDb db, DateTimeOffset now, string address, string subject, string body, Uri unsubscribe) =>
        Add(db, now, Mail.DigestType, address, subject, body, unsubscribe);

    private OutboxMessage Add(
        RattacheDb db,
        DateTimeOffset now,
        string type,
        string address,
        string subject,
        string body,
        Uri? unsubscribe = null,
        DateTimeOffset? until = null
    )
    {
        var words = $"{body}\n\n{text["mail.foot", settings.Value.PublicUrl.ToString()]}";
        var mail = new Mail(address, subject, MailBody.Text(words), MailBody.Html(words, Language.Current), unsubscribe, until);
        return db
            .Outbox.Add(
                new()
                {
                    Id = Guid.CreateVersion7(now),
                    Type = type,
                    Payload = mail.ToPayload(),
                    CreatedAt = now,
                    DueAt = now,
                }
            )
            .Entity;
    }
}
