using Microsoft.Extensions.Options;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Notifications;

/// <summary>
/// Puts notices into words: how many, never who or where, for a mailbox may be read by others. What stands behind it is on pages that
/// ask to sign in.
/// </summary>
public sealed class DigestLetters(Text text, Mails mails, UnsubscribeTicket tickets, IOptions<Settings> settings)
{
    internal void Write(RattacheDb db, DateTimeOffset now, DigestReader reader, IReadOnlyList<ReaderNotice> notices)
    {
        var kinds = notices.Select(n => n.Notice.What.Kind()).Distinct().Order().ToList();
        var stop = Link($"desabonnement/{tickets.Write(reader.Root, kinds, reader.Address!)}");
        // Nobody's request caused it: the language is the one that was chosen.
        (reader.Language ?? Language.French).Speak(() =>
        {
            var body = string.Join("\n\n", Paragraphs(reader.Login, kinds, notices, stop));
            return mails.EnqueueDigest(db, now, reader.Address!, text["digest.subject", reader.Login], body, stop);
        });
    }

    private IEnumerable<string> Paragraphs(string login, List<NotificationKind> kinds, IReadOnlyList<ReaderNotice> notices, Uri stop)
    {
        yield return text["digest.hello"];
        yield return text["digest.lead", login];
        if (kinds.Contains(NotificationKind.Children))
        {
            yield return string.Join('\n', ChildLines(notices));
            yield return MailBody.Link(Link("mes-enfants"), text["digest.see-children"]);
        }

        if (kinds.Contains(NotificationKind.Merges))
        {
            yield return string.Join('\n', KeyLines(notices));
            yield return text["digest.key-doubt"];
            yield return MailBody.Link(Link("mon-compte"), text["digest.see-account"]);
        }

        yield return MailBody.Link(Link("mon-compte/notifications"), text["digest.choose"]);
        yield return MailBody.Link(stop, text["digest.stop"]);
    }

    private IEnumerable<string> ChildLines(IReadOnlyList<ReaderNotice> notices)
    {
        if (Count(NoticeEvent.ChildArrived) is > 0 and var arrived)
        {
            yield return text["digest.child-arrived", arrived];
        }

        if (Count(NoticeEvent.ChildLeft) is > 0 and var left)
        {
            yield return text["digest.child-left", left];
        }

        int Count(NoticeEvent what) => notices.Where(n => n.Notice.What == what).Select(n => n.About).Distinct(StringComparer.Ordinal).Count();
    }

    private IEnumerable<string> KeyLines(IReadOnlyList<ReaderNotice> notices)
    {
        if (notices.Any(n => n.Notice.What == NoticeEvent.KeyMade))
        {
            yield return text["digest.key-made"];
        }

        if (notices.Any(n => n.Notice.What == NoticeEvent.KeyTried))
        {
            yield return text["digest.key-tried"];
        }
    }

    private Uri Link(string path) => new($"{settings.Value.PublicUrl.AbsoluteUri.TrimEnd('/')}/{path}");
}
