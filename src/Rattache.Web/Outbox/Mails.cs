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
    public void Enqueue(RattacheDb db, DateTimeOffset now, string address, string code, params object?[] args)
    {
        var words = $"{text[$"mail.{code}.body", args]}\n\n{text["mail.foot", settings.Value.PublicUrl]}";
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var mail = new Mail(address, text[$"mail.{code}.subject", args], MailBody.Text(words), MailBody.Html(words, language));
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
