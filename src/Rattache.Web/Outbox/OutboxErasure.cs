using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>What waits to be told of accounts that are about to be erased: it is not told any more.</summary>
internal static class OutboxErasure
{
    /// <summary>
    /// Letters and text messages that were not sent. An address may be a couple's: what goes to one that somebody else verified
    /// stays, unless it names one of these logins.
    /// </summary>
    public static async Task EraseLettersAsync(this RattacheDb db, AccountId[] accounts, HashSet<string> logins, CancellationToken cancellation)
    {
        var own = await AddressesAsync(db.Users.Where(c => accounts.Contains(c.Id)), cancellation);
        own.UnionWith(await db.AddressProofs.Where(p => accounts.Contains(p.AccountId)).Select(p => p.Address).ToListAsync(cancellation));
        if (own.Count == 0)
        {
            return;
        }

        var (given, normal) = (own.ToArray(), own.Select(a => a.ToUpperInvariant()).ToArray());
        var others = await AddressesAsync(
            db.Users.Where(c => (normal.Contains(c.NormalizedEmail) || given.Contains(c.PhoneNumber)) && !accounts.Contains(c.Id)),
            cancellation
        );
        var waiting = await db
            .Outbox.Where(m => (m.Type == Mail.Type || m.Type == Sms.Type) && m.DeliveredAt == null)
            .Select(m => new
            {
                m.Id,
                m.Type,
                m.Payload,
            })
            .ToListAsync(cancellation);
        var gone = waiting
            .Select(m => (m.Id, Message: Waiting(m.Type, m.Payload)))
            .Where(m => own.Contains(m.Message.To) && (!others.Contains(m.Message.To) || Logins(m.Message.Words).Any(logins.Contains)))
            .Select(m => m.Id)
            .ToArray();
        await db.Outbox.Where(m => gone.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Events of merges, delivered or not: their payload is ids, whatever the type.</summary>
    public static async Task EraseEventsAsync(this RattacheDb db, AccountId[] accounts, CancellationToken cancellation)
    {
        // Most people never merged anything, and reading every event is long.
        if (!await db.Merges.AnyAsync(m => accounts.Contains(m.KeptId) || accounts.Contains(m.AbsorbedId), cancellation))
        {
            return;
        }

        var ids = accounts.Select(a => a.ToString()).ToArray();
        await (
            db.Database.IsNpgsql()
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    delete from outbox where type not in ({Mail.Type}, {Sms.Type}) and exists (
                        select 1 from jsonb_path_query(payload::jsonb, 'strict $.** ? (@.type() == "string")') v
                        where v #>> array[]::text[] = any({ids}))
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    delete from outbox where type not in ({Mail.Type}, {Sms.Type}) and exists (
                        select 1 from json_tree(payload) v where v.atom in (select value from json_each({JsonSerializer.Serialize(ids)})))
                    """,
                    cancellation
                )
        );
    }

    private static async Task<HashSet<string>> AddressesAsync(IQueryable<Features.SignIn.Credentials> of, CancellationToken cancellation) =>
        (await of.Select(c => new { c.Email, c.PhoneNumber }).ToListAsync(cancellation))
            .SelectMany(c => new[] { c.Email, c.PhoneNumber })
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static (string To, string Words) Waiting(string type, string payload)
    {
        if (type == Sms.Type)
        {
            var sms = Sms.FromPayload(payload);
            return (sms.To, sms.Text);
        }

        var mail = Mail.FromPayload(payload);
        return (mail.To, $"{mail.Subject} {mail.Text}");
    }

    // A login is letters, digits, dots and hyphens; a sentence may end with a dot.
    private static IEnumerable<string> Logins(string words) => Regex.Matches(words, "[a-z][a-z0-9.-]*").Select(word => word.Value.TrimEnd('.'));
}
