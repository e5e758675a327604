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
    ) =>
        db.Audit.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                At = now,
                Kind = kind,
                Outcome = outcome,
                Actor = actor,
                Subject = subject ?? actor,
                Other = other,
                Address = address,
            }
        );
}
