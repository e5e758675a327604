using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Merges;

/// <summary>
/// Everything that pasted keys are judged by, in one command, since every merge waits for it: first the locks, and only then each
/// question, on what is there once they are held.
/// </summary>
internal static class PasteQuery
{
    /// <summary>Inside a transaction, which holds the guards of all accounts concerned, and others from the same address back, until it ends.</summary>
    /// <param name="since">From when on failed pastes count.</param>
    public static async Task<ClaimFacts> LoadPasteAsync(this RattacheDb db, PastedKeys pasted, DateTimeOffset since, CancellationToken cancellation)
    {
        // More than may be pasted are not even looked up.
        var hashes = pasted.Codes.Take(MergeRules.MostKeys).Select(c => (object)c.Hash()).ToList();
        var known = hashes.Count == 0 ? "null" : SqlBatch.Places(5, hashes.Count);
        var accounts = $"select {{0}} union all select k.account_id from merge_keys k where k.hash in ({known})";
        var postgres = db.Database.IsNpgsql();
        // As an array, PostgreSQL looks the few of them up whatever it believes of the table.
        var members = postgres ? $"= any (array({accounts}))" : $"in ({accounts})";
        await using var reader = await db.ReadAsync(
            $"""
            {(postgres ? Locks(members) : "")}
            {Counts}
            select id, account_id, hash, made_at, expires_at, revoked_at, used_at from merge_keys where hash in ({known});
            {Addresses(members)}
            {AccountGraphQuery.GraphStatements(members)}
            """,
            [pasted.SignedIn.Value, pasted.Address ?? "", db.Stored(since), AuditKinds.KeyPasted, MergeRefusal.KeyInvalid.Code() + "%", .. hashes],
            cancellation
        );
        return await ReadAsync(reader.DbDataReader, pasted, cancellation);
    }

    private static async Task<ClaimFacts> ReadAsync(DbDataReader rows, PastedKeys pasted, CancellationToken cancellation)
    {
        await rows.SkipSinglesAsync(cancellation);
        var (here, there) = (await rows.ListAsync(row => (row.GetInt64(0), row.GetInt64(1)), cancellation)).Single();
        await rows.NextResultAsync(cancellation);
        var keys = await rows.ListAsync(Key, cancellation);
        await rows.NextResultAsync(cancellation);
        var addresses = await rows.ListAsync(Recipient, cancellation);
        await rows.NextResultAsync(cancellation);
        return new(
            here < MergeLimits.FailedPastes && there < MergeLimits.FailedPastesFromAddress,
            [.. pasted.Codes.Select(c => c.Hash()).Select(hash => keys.Find(k => k.Hash.AsSpan().SequenceEqual(hash))).Select(Proof)],
            addresses,
            await AccountGraphQuery.ReadGraphAsync(rows, cancellation)
        );
    }

    private static MergeKey Key(DbDataReader row) =>
        new(row.GetGuid(0), new(row.GetGuid(1)), row.GetFieldValue<byte[]>(2), row.Moment(3), row.Moment(4))
        {
            RevokedAt = row.MomentOrNull(5),
            UsedAt = row.MomentOrNull(6),
        };

    private static OtherProof? Proof(MergeKey? key) => key is null ? null : new OtherProof.ByKey(key);

    private static string Locks(string members) =>
        $"""
            {GuardLocks(members)}
            select pg_advisory_xact_lock(hashtextextended({"{1}"}, 0));
            """;

    /// <summary>In the order of their ids, so that nobody waits in a circle. On SQLite the transaction itself is the lock.</summary>
    internal static string GuardLocks(string members) => $"select 1 from account_guards where account_id {members} order by account_id for update;";

    /// <summary>The verified ones of the whole trees that these accounts are part of, which are told of a merge (DESIGN §4).</summary>
    internal static string Addresses(string members) =>
        $"""
            select c.email, c.language, (select p.time_zone from notification_preferences p where p.account_id = c.id)
                from account_guards g
                join credentials c on c.id = g.account_id
                {AccountGraphQuery.WholeTrees(members)} and c.email is not null and c.email_confirmed;
            """;

    internal static Recipient Recipient(DbDataReader row) => new(row.GetString(0), new(Language.Find(row.Text(1)), Clocks.Find(row.Text(2))));

    // An unknown address is the empty one: no line has it.
    private const string Counts = """
        select
            (select count(*) from audit where actor = {0} and at > {2} and kind = {3} and outcome like {4}),
            (select count(*) from audit_details d join audit e on e.id = d.entry_id
                where d.address = {1} and d.at > {2} and e.kind = {3} and e.outcome like {4});
        """;
}
