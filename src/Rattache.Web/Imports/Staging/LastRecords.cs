using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Data.Mappings;

namespace Rattache.Web.Imports.Staging;

/// <summary>
/// What a feed's records said when they were last taken. A hint: whoever stages by it compares again, under the locks
/// (<see cref="Apply.KnownPeople"/>).
/// </summary>
internal sealed class LastRecords(RattacheDb db, DirectorySource feed, string academy)
{
    /// <summary>Digests by external id, of those whose facts all stand as the record stated them.</summary>
    public Task<Dictionary<string, byte[]>> FindAsync(IEnumerable<StagedEntry> entries, CancellationToken cancellation)
    {
        string[] ids = [.. entries.Select(read => read.Entry).OfType<PersonEntry>().Select(person => person.ExternalId)];
        return db
            .Accounts.Where(a => a.Source == feed && a.Academy == academy && EF.Parameter(ids).Contains(a.ExternalId))
            .Where(a => EF.Property<byte[]?>(a, AccountMapping.RecordDigest) != null)
            .Select(a => new { a.ExternalId, Digest = EF.Property<byte[]>(a, AccountMapping.RecordDigest) })
            .ToDictionaryAsync(a => a.ExternalId, a => a.Digest, StringComparer.Ordinal, cancellation);
    }
}
