using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>Writes to somebody wherever they can be reached: the same code names the letter and the text message.</summary>
public sealed class Messages(Mails mails, SmsMessages texts)
{
    /// <param name="db">What the caller saves.</param>
    /// <param name="until">
    /// When the code in it ends: after it, a text message is not worth sending any more. Null where it holds no code: then
    /// its words may be read under <em>Mes données</em> while it waits.
    /// </param>
    /// <inheritdoc cref="Mails.Enqueue"/>
    public void Enqueue(RattacheDb db, DateTimeOffset now, Contact to, string code, DateTimeOffset? until, params object?[] args)
    {
        if (to.Channel == Channel.Mail)
        {
            mails.EnqueueUntil(db, now, new(to.Address, to.Reading), code, until, args);
        }
        else
        {
            texts.Enqueue(db, now, to, code, until, args);
        }
    }
}
