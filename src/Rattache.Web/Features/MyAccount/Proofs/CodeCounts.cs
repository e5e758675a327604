using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>
/// How many codes were sent within the last hour: for each account, to each address or number, and for whoever asks from one place.
/// Counted in the database, so that a restart forgives nothing.
/// </summary>
public sealed record CodeCounts(IReadOnlyDictionary<AccountId, int> ForAccounts, IReadOnlyDictionary<Contact, int> ToContacts, int FromHere)
{
    public const int MostForAccount = 5;

    /// <summary>A couple shares it.</summary>
    public const int MostToContact = 10;

    /// <summary>A school, or a whole village behind its operator.</summary>
    public const int MostFromHere = 60;

    public bool MayAskFromHere => FromHere < MostFromHere;

    public bool MaySend(AccountId account, Contact contact) =>
        MayAskFromHere && ForAccounts.GetValueOrDefault(account) < MostForAccount && ToContacts.GetValueOrDefault(contact) < MostToContact;
}

public static class CodeCountsQuery
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>What asking from one place counts: all that sends something to somebody.</summary>
    private static readonly string[] Asking = [AuditKinds.EmailCodeSent, AuditKinds.MobileCodeSent, AuditKinds.ResetAsked, AuditKinds.LoginsAsked];

    /// <summary>
    /// Inside a transaction, after the guards of the accounts are locked: others who ask from the same place, or for the same address,
    /// wait until it ends. Always as many commands, whoever is found.
    /// </summary>
    /// <param name="kind">What is counted for an account.</param>
    /// <param name="from">The network address of whoever asks; null where there is none.</param>
    public static async Task<CodeCounts> CountCodesAsync(
        this RattacheDb db,
        string kind,
        IReadOnlyCollection<AccountId> accounts,
        IReadOnlyCollection<Contact> contacts,
        string? from,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var since = now - Window;
        var digests = contacts.Distinct().ToDictionary(SentCode.DigestOf);
        var wanted = digests.Keys.Order(StringComparer.Ordinal).ToArray();
        await db.HoldBackAsync(from is null ? wanted : [from, .. wanted], cancellation);
        await db.ForgetSentAsync(now, cancellation);
        var forAccounts = await db
            .Audit.Where(e => accounts.Contains(e.Subject!.Value) && e.Kind == kind && e.Outcome == AuditKinds.Ok && e.At > since)
            .GroupBy(e => e.Subject!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var sent = await db.SentCodes.Where(s => wanted.Contains(s.Digest)).Select(s => s.Digest).ToListAsync(cancellation);
        var fromHere = await db.AuditDetails.CountAsync(
            d => d.Address == from && d.At > since && db.Audit.Any(e => e.Id == d.EntryId && Asking.Contains(e.Kind)),
            cancellation
        );
        return new(forAccounts, sent.GroupBy(d => digests[d]).ToDictionary(g => g.Key, g => g.Count()), from is null ? 0 : fromHere);
    }

    /// <summary>Counts from now on, once the caller saves.</summary>
    public static void NoteSent(this RattacheDb db, Contact contact, DateTimeOffset now) => db.SentCodes.Add(SentCode.Of(contact, now));

    /// <summary>What counts no more is not kept: here at each sending, and once a day.</summary>
    public static async Task ForgetSentAsync(this RattacheDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - Window;
        await db.SentCodes.Where(s => s.At <= since).ExecuteDeleteAsync(cancellation);
    }

    // In one order, so that nobody waits in a circle. On SQLite the transaction itself is the lock.
    private static async Task HoldBackAsync(this RattacheDb db, string[] names, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync(
                $"select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest({names}) with ordinality as held(name, place) order by place",
                cancellation
            );
        }
    }
}
