using System.Globalization;
using Microsoft.Extensions.Options;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>
/// Writes letters into the outbox. A letter's words are <c>mail.CODE.subject</c> and <c>mail.CODE.body</c>, in the language
/// of whoever caused it; each ends with <c>mail.foot</c>, which says where it comes from.
/// </summary>
public sealed class Mails(Text text, IOptions<Settings> settings)
{
    /// <summary>Adds the letter to what the caller saves; after the commit, <see cref="OutboxSignal.Wake"/> sends it without delay.</summary>
    /// <param name="address">A verified address, or one being verified.</param>
    public void Enqueue(RattacheDb db, DateTimeOffset now, string address, string code, params object?[] args) =>
        Add(db, now, address, text[$"mail.{code}.subject", args], text[$"mail.{code}.body", args], null);

    /// <summary>A letter that its reader may do without, in words that the caller put together.</summary>
    /// <param name="unsubscribe">Stops it when posted to (RFC 8058).</param>
    internal void EnqueueDigest(RattacheDb db, DateTimeOffset now, string address, string subject, string body, Uri unsubscribe) =>
        Add(db, now, address, subject, body, unsubscribe);

    private void Add(RattacheDb db, DateTimeOffset now, string address, string subject, string body, Uri? unsubscribe)
    {
        var words = $"{body}\n\n{text["mail.foot", settings.Value.PublicUrl]}";
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var mail = new Mail(address, subject, MailBody.Text(words), MailBody.Html(words, language), unsubscribe);
        db.Outbox.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Type = Mail.Type,
                Payload = mail.ToPayload(),
                CreatedAt = now,
                DueAt = now,
            }
        );
    }
}
