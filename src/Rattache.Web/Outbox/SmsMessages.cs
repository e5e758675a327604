using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>Writes text messages into the outbox. Their words are <c>sms.CODE</c>, in the language and by the clocks of whom they go to.</summary>
public sealed class SmsMessages(Text text, SmsRoute route)
{
    /// <summary>False where no provider is set up: no page then offers what needs one.</summary>
    public bool AreOffered => route.IsOpen;

    /// <summary>Whether anything sent to it would leave.</summary>
    public bool CanReach(Contact contact) => contact.Channel != Channel.Sms || AreOffered;

    /// <summary>Adds the message to what the caller saves; after the commit, <see cref="OutboxSignal.Wake"/> sends it without delay.</summary>
    /// <param name="to">A mobile that is verified, or being verified.</param>
    /// <param name="until">When the code in it ends; null where it holds none.</param>
    public void Enqueue(RattacheDb db, DateTimeOffset now, Contact to, string code, DateTimeOffset? until, params object?[] args)
    {
        var words = to.Reading.Speak(() => text[$"sms.{code}", [.. args.Select(Written.Out)]]);
        var sms = new Sms(to.Address, Plain(words), until);
        db.Outbox.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Type = Sms.Type,
                Payload = sms.ToPayload(),
                CreatedAt = now,
                DueAt = now,
            }
        );
    }

    /// <summary>
    /// The signs of good typography that the alphabet of text messages lacks (3GPP TS 23.038): a single one of them would more than
    /// halve what fits into one message.
    /// </summary>
    private static string Plain(string words) => words.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('’', '\'');
}
