using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.MyAccount.History;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>How the person signs in, and what they asked to be told.</summary>
public sealed partial class HeldData
{
    private async Task<List<HeldItem>> SessionsAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => ids.Contains(s.AccountId))
            .OrderByDescending(s => s.LastSeenAt)
            .ToListAsync(cancellation);
        return
        [
            .. sessions.Select(s => new HeldItem(
                new("login", Of(tree, s.AccountId).Login),
                new("device", words.Of(s)),
                new("since", s.StartedAt),
                new("lastUsedAt", s.LastSeenAt)
            )),
        ];
    }

    private async Task<List<HeldItem>> PasskeysAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var keys = await db.UserPasskeys.AsNoTracking().Where(k => ids.Contains(k.UserId)).ToListAsync(cancellation);
        return
        [
            .. keys.Select(k => new HeldItem(
                new("login", Of(tree, k.UserId).Login),
                new("name", k.Data.Name),
                new("madeAt", SinceMerge(Of(tree, k.UserId), k.Data.CreatedAt)),
                new("number", Convert.ToHexString(k.CredentialId))
            )),
        ];
    }

    private async Task<List<HeldItem>> NotificationsAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var chosen = await db.NotificationPreferences.AsNoTracking().Where(p => ids.Contains(p.AccountId)).ToListAsync(cancellation);
        var sent = await db.SentDigests.AsNoTracking().Where(d => ids.Contains(d.AccountId)).ToListAsync(cancellation);
        return
        [
            .. chosen.Select(p => new HeldItem(
                new("login", Of(tree, p.AccountId).Login),
                new("ofMerges", words.Of(p.Merges)),
                new("ofChildren", words.Of(p.Children)),
                new("ofServices", words.Of(p.Services)),
                new("hour", p.Hour),
                new("day", words.Of(p.Day)),
                new("timeZone", p.TimeZone),
                new("chosenAt", SinceMerge(Of(tree, p.AccountId), p.ChosenAt))
            )),
            .. sent.Select(d => new HeldItem(
                new("login", Of(tree, d.AccountId).Login),
                new("pace", words.Of(d.Pace)),
                new("lastSentFor", SinceMerge(Of(tree, d.AccountId), d.Slot))
            )),
        ];
    }

    private async Task<List<HeldItem>> NoticesAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var notices = await db.Notices.AsNoTracking().Where(n => ids.Contains(n.AccountId)).ToListAsync(cancellation);
        return
        [
            .. from notice in notices
            let member = Of(tree, notice.AccountId)
            where SinceMerge(member, notice.At) is not null
            select new HeldItem(new("login", member.Login), new("what", words.Of(notice.What)), new("at", notice.At)),
        ];
    }
}
