using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data.Mappings;

namespace Rattache.Web.Data;

/// <summary>See <see cref="AccountMapping.RecordDigest"/>.</summary>
internal static class RecordDigests
{
    /// <summary>Before these accounts go: their children's records say that they are their parents, and are to be read again.</summary>
    public static Task ForgetChildrenAsync(this RattacheDb db, IReadOnlyCollection<AccountId> relatives, CancellationToken cancellation) =>
        db
            .Accounts.Where(a => db.ChildLinks.Any(l => l.StudentId == a.Id && relatives.Contains(l.RelativeId)))
            .ExecuteUpdateAsync(set => set.SetProperty(a => EF.Property<byte[]?>(a, AccountMapping.RecordDigest), (byte[]?)null), cancellation);
}
