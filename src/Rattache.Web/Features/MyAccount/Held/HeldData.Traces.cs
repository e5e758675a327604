using Microsoft.EntityFrameworkCore;
using Rattache.Core.Merging;
using Rattache.Web.Features.MyAccount.History;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>What the person did, and what was done for them.</summary>
public sealed partial class HeldData
{
    private async Task<List<HeldItem>> RightsAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var rights = await (
            from right in db.AdministrationRights.AsNoTracking()
            where ids.Contains(right.AccountId)
            orderby right.GrantedAt
            select new
            {
                right.AccountId,
                right.GrantedAt,
                right.FromFeed,
                School = db.Schools.Where(s => s.Id == right.SchoolId).Select(s => s.Name).FirstOrDefault(),
            }
        ).ToListAsync(cancellation);
        return
        [
            .. rights.Select(r => new HeldItem(
                new("login", Of(tree, r.AccountId).Login),
                new("administers", r.School ?? words.Everything),
                new("since", r.GrantedAt),
                new("fromSchoolLists", r.FromFeed)
            )),
        ];
    }

    private async Task<List<HeldItem>> MergesAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var merges = await (
            from merge in db.Merges.AsNoTracking()
            where ids.Contains(merge.KeptId) || ids.Contains(merge.AbsorbedId)
            join kept in db.Accounts on merge.KeptId equals kept.Id
            join absorbed in db.Accounts on merge.AbsorbedId equals absorbed.Id
            orderby merge.Id descending
            select new
            {
                Merge = merge,
                Kept = kept.Login,
                Absorbed = absorbed.Login,
            }
        ).ToListAsync(cancellation);
        return
        [
            .. from m in merges
            let merge = m.Merge
            where IsSeen(merge)
            select new HeldItem(
                new("kept", m.Kept),
                new("absorbed", m.Absorbed),
                new("mergedAt", merge.MergedAt),
                new("proof", words.Of(merge.Proof)),
                new("undoneAt", merge.UndoneAt),
                new("undoneBy", merge.UndoneWith is { } proof ? words.Of(proof) : null),
                new("number", merge.Id.ToString())
            ),
        ];

        bool IsSeen(Merge merge) =>
            merge.IsOpen
            || tree.Exists(m => (m.Id == merge.KeptId || m.Id == merge.AbsorbedId) && SinceMerge(m, merge.UndoneAt ?? merge.MergedAt) is not null);
    }

    private async Task<List<HeldItem>> KeysAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var keys = await db.MergeKeys.AsNoTracking().Where(k => ids.Contains(k.AccountId)).OrderByDescending(k => k.MadeAt).ToListAsync(cancellation);
        return
        [
            .. from key in keys
            let member = Of(tree, key.AccountId)
            where SinceMerge(member, key.MadeAt) is not null
            select new HeldItem(
                new("login", member.Login),
                new("madeAt", key.MadeAt),
                new("expiresAt", key.ExpiresAt),
                new("usedAt", key.UsedAt),
                new("revokedAt", key.RevokedAt)
            ),
        ];
    }

    private async Task<List<HeldItem>> IdentitiesAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var identities = await db.UserLogins.AsNoTracking().Where(i => ids.Contains(i.UserId)).ToListAsync(cancellation);
        return
        [
            .. identities.Select(i => new HeldItem(
                new("login", Of(tree, i.UserId).Login),
                new("provider", i.ProviderDisplayName ?? i.LoginProvider),
                new("providerNumber", i.ProviderKey)
            )),
        ];
    }

    private async Task<List<HeldItem>> DevicesAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var devices = await db
            .KnownDevices.AsNoTracking()
            .Where(d => ids.Contains(d.AccountId))
            .OrderByDescending(d => d.LastUsedAt)
            .ToListAsync(cancellation);
        return
        [
            .. from device in devices
            let member = Of(tree, device.AccountId)
            where SinceMerge(member, device.LastUsedAt) is not null
            select new HeldItem(
                new("login", member.Login),
                new("lastUsedAt", device.LastUsedAt),
                new("wrongPasswords", device.Failures),
                new("number", device.DeviceId.ToString())
            ),
        ];
    }

    private async Task<List<HeldItem>> PendingAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var addresses = await db.AddressProofs.AsNoTracking().Where(p => ids.Contains(p.AccountId)).ToListAsync(cancellation);
        var resets = await db.PasswordResets.AsNoTracking().Where(r => ids.Contains(r.AccountId)).ToListAsync(cancellation);
        return
        [
            .. addresses.Select(p => new HeldItem(
                new("login", Of(tree, p.AccountId).Login),
                new(p.Channel == Channel.Sms ? "pendingMobile" : "pendingEmail", p.Address),
                new("expiresAt", p.ExpiresAt),
                new("wrongCodes", p.FailedTries)
            )),
            .. resets.Select(r => new HeldItem(
                new("login", Of(tree, r.AccountId).Login),
                new("codeFor", words.ForgottenPassword),
                new("expiresAt", r.ExpiresAt),
                new("wrongCodes", r.Tries)
            )),
        ];
    }

    private async Task<List<HeldItem>> MailsAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var waiting = await db.LettersOfAsync([.. tree.Select(m => new LetterOwner(m.Id, m.Login, m.Since))], cancellation);
        return
        [
            .. waiting.Select(w => new HeldItem(
                new("to", w.To),
                new("at", w.CreatedAt),
                new("subject", w.HoldsCode || w.Subject.Length == 0 ? null : w.Subject),
                new("text", w.HoldsCode ? words.CodeNotShown : w.Text)
            )),
        ];
    }

    private async IAsyncEnumerable<HeldItem> HistoryAsync(
        List<HistoryMember> tree,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var rows = db.HistoryLines(tree, kind: null)
            .OrderByDescending(e => e.Id)
            .WithLogins(db)
            .Select(row => new { Row = row, Address = db.AuditDetails.Where(d => d.EntryId == row.Entry.Id).Select(d => d.Address).FirstOrDefault() })
            .AsAsyncEnumerable()
            .WithCancellation(cancellation);
        await foreach (var read in rows)
        {
            var line = HistoryLine.Of(read.Row, tree);
            yield return new(
                new("at", line.At),
                new("what", words.Of(line)),
                new("login", line.Login ?? tree[0].Login),
                // From where somebody else acted is theirs: an administrator, or whoever kept this account and let it go.
                new("from", read.Row.Entry.Actor is { } actor && !tree.Exists(m => m.Id == actor) ? null : read.Address)
            );
        }
    }
}
