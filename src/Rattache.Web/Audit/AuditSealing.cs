using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Audit;

/// <summary>Seals the lines that have come since, in the order of their ids, off the path of whoever wrote them.</summary>
internal static class AuditSealing
{
    private const int Batch = 1_000;

    // Any number of ours: it only has to be the same in every process.
    private const long AdvisoryLock = 0x5365616C;

    /// <returns>How many lines; 0 also when another process is at it.</returns>
    public static async Task<int> SealAsync(this RattacheDb db, CancellationToken cancellation)
    {
        // Looked for first without a lock: most of the time there is nothing, and SQLite has one writer.
        if (!await db.Audit.AnyAsync(e => e.Position == null, cancellation))
        {
            return 0;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        if (!await ClaimAsync(db, cancellation))
        {
            return 0;
        }

        var (position, seal) = await db.HeadAsync(cancellation);
        var lines = await db.Audit.Where(e => e.Position == null).OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var line in lines)
        {
            seal = AuditChain.Seal(seal, ++position, line);
            line.PutSeal(position, seal);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return lines.Count;
    }

    public static async Task<AuditHead> HeadAsync(this RattacheDb db, CancellationToken cancellation) =>
        await db
            .Audit.Where(e => e.Position != null)
            .OrderByDescending(e => e.Position)
            .Select(e => new AuditHead(e.Position!.Value, e.Seal!))
            .FirstOrDefaultAsync(cancellation)
        ?? new(0, AuditChain.Start);

    /// <summary>Until the transaction ends. On SQLite the transaction itself is the claim.</summary>
    private static async Task<bool> ClaimAsync(RattacheDb db, CancellationToken cancellation) =>
        !db.Database.IsNpgsql()
        || await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({AdvisoryLock}) as \"Value\"").SingleAsync(cancellation);
}

/// <summary>The last seal of the chain: noted elsewhere, it holds everything before it in place.</summary>
/// <param name="Position">0 before the first line.</param>
public sealed record AuditHead(long Position, byte[] Seal)
{
    public override string ToString() => $"{Position}-{Convert.ToHexStringLower(Seal)}";

    public static AuditHead? TryParse(string text) =>
        text.Split('-') is [var position, { Length: 64 } seal] && long.TryParse(position, out var at) && seal.All(char.IsAsciiHexDigit)
            ? new(at, Convert.FromHexString(seal))
            : null;
}
