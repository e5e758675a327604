using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Audit;

/// <summary>Adds lines to be saved with the change they tell of.</summary>
public static class AuditTrail
{
    private static int lines;

    public static void Record(
        this RattacheDb db,
        DateTimeOffset now,
        string kind,
        string outcome,
        AccountId? actor,
        AccountId? subject = null,
        AccountId? other = null,
        string? address = null
    )
    {
        var id = Id(now);
        var detail = address is null ? null : AuditDetail.Of(id, now, address);
        if (detail is not null)
        {
            db.AuditDetails.Add(detail);
        }

        db.Audit.Add(
            new()
            {
                Id = id,
                At = now,
                Kind = kind,
                Outcome = outcome,
                Actor = actor,
                Subject = subject ?? actor,
                Other = other,
                Digest = detail?.Digest(),
            }
        );
    }

    /// <summary>Lines of one millisecond stand as they were written, by this process (RFC 9562, 6.2, method 1: a counter after the time).</summary>
    private static Guid Id(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var count = Interlocked.Increment(ref lines);
        (bytes[6], bytes[7]) = ((byte)(0x70 | ((count >> 8) & 0x0F)), (byte)(count & 0xFF));
        return new(bytes, bigEndian: true);
    }
}
