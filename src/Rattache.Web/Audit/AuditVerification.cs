using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Audit;

/// <summary>Reads the chain from its beginning, a line at a time, and says where it does not hold.</summary>
public static class AuditVerification
{
    public const int MostFaults = 100;

    /// <param name="db">Read only.</param>
    /// <param name="noted">A head noted earlier, elsewhere: it shows that nothing was cut off the end, or rewritten before it.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<AuditVerdict> VerifyAuditAsync(this RattacheDb db, AuditHead? noted, CancellationToken cancellation)
    {
        var walk = new Walk(noted);
        var lines =
            from entry in db.Audit.AsNoTracking()
            where entry.Position != null
            orderby entry.Position
            join detail in db.AuditDetails.AsNoTracking() on entry.Id equals detail.EntryId into details
            from detail in details.DefaultIfEmpty()
            select new { entry, detail };
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            walk.Step(line.entry, line.detail);
        }

        return walk.End(await db.Audit.CountAsync(e => e.Position == null, cancellation));
    }

    private sealed class Walk(AuditHead? noted)
    {
        private readonly List<AuditFault> faults = [];
        private AuditHead head = new(0, AuditChain.Start);
        private bool met = noted is null || noted.Position == 0;

        public void Step(AuditEntry entry, AuditDetail? detail)
        {
            var position = entry.Position!.Value;
            if (position != head.Position + 1)
            {
                // What came before is gone, and with it what this seal was made of.
                Add(new(head.Position + 1, null, AuditFaultKind.Removed));
            }
            else if (!AuditChain.Seal(head.Seal, position, entry).AsSpan().SequenceEqual(entry.Seal))
            {
                Add(new(position, entry.Id, AuditFaultKind.Altered));
            }

            if (detail is not null && !detail.Digest().AsSpan().SequenceEqual(entry.Digest))
            {
                Add(new(position, entry.Id, AuditFaultKind.DetailAltered));
            }

            head = new(position, entry.Seal!);
            met |= noted?.Position == position && noted.Seal.AsSpan().SequenceEqual(entry.Seal);
        }

        public AuditVerdict End(int waiting)
        {
            if (!met)
            {
                Add(new(noted!.Position, null, AuditFaultKind.HeadNotMet));
            }

            return new(head, waiting, faults);
        }

        private void Add(AuditFault fault)
        {
            if (faults.Count < MostFaults)
            {
                faults.Add(fault);
            }
        }
    }
}

/// <param name="Head">The last line sealed.</param>
/// <param name="Waiting">Lines not sealed yet: those of the last second, unless no process runs.</param>
/// <param name="Faults">In order; no more than <see cref="AuditVerification.MostFaults"/>. None: the chain holds.</param>
public sealed record AuditVerdict(AuditHead Head, int Waiting, IReadOnlyList<AuditFault> Faults);

/// <param name="Position">Where in the chain.</param>
/// <param name="Entry">The line; null when it is not there any more.</param>
public sealed record AuditFault(long Position, Guid? Entry, AuditFaultKind Kind);

public enum AuditFaultKind
{
    /// <summary>One line or more is missing from here on.</summary>
    Removed = 1,

    /// <summary>The line is not what was sealed, or one was exchanged for it.</summary>
    Altered,

    /// <summary>The detail beside the line is not the one it was written with.</summary>
    DetailAltered,

    /// <summary>The head that was noted is not in the chain: its end was cut off, or all of it written anew.</summary>
    HeadNotMet,
}
