using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Audit;

/// <summary>Adds lines to be saved with the change they tell of.</summary>
public static class AuditTrail
{
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
        var id = Guid.CreateVersion7(now);
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
}
