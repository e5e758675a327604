using Microsoft.Extensions.Options;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>
/// Writes letters into the outbox. A letter's words are <c>mail.CODE.subject</c> and <c>mail.CODE.body</c>, in the language of
/// whom it goes to, whoever caused it; each ends with <c>mail.foot</c>, which says where it comes from.
/// </summary>
public sealed class Mails(Text text, IOptions<Settings> settings)
{
    /// <summary>Adds the letter to what the caller saves; after the commit, <see cref="OutboxSignal.Wake"/> sends it without delay.</summary>
    /// <param name="to">A verified address, or one being verified.</param>
    /// <param name="args">Moments and lists as they are: they are written out in the language of the letter.</param>
    public void Enqueue(RattacheDb db, DateTimeOffset now, Recipient to, string code, params object?[] args)
    {
        var language = to.Language ?? Language.French;
        var mail = language.Speak(() => Write(to.Address, language, code, [.. args.Select(WrittenOut)]));
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

    private Mail Write(string address, Language language, string code, object?[] args)
    {
        var words = $"{text[$"mail.{code}.body", args]}\n\n{text["mail.foot", settings.Value.PublicUrl.ToString()]}";
        return new(address, text[$"mail.{code}.subject", args], MailBody.Text(words), MailBody.Html(words, language));
    }

    private static object? WrittenOut(object? arg) =>
        arg switch
        {
            DateTimeOffset moment => Written.Moment(moment, Clocks.Zone),
            string => arg,
            IEnumerable<string> names => Written.List(names),
            _ => arg,
        };
}
