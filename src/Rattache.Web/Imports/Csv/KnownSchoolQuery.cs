using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Csv;

/// <summary>The people that a school's own files have stated so far: few enough to be held at once.</summary>
internal static class KnownSchoolQuery
{
    public static async Task<KnownSchool> LoadKnownSchoolAsync(
        this RattacheDb db,
        DirectorySource feed,
        string school,
        CancellationToken cancellation
    )
    {
        var accounts = db.Accounts.Where(a => a.Source == feed && a.Academy == school);
        var people = await accounts
            .OrderBy(a => a.ExternalId)
            .Select(a => new KnownPerson(
                a.Id,
                a.ExternalId,
                a.Kind,
                a.FirstName,
                a.LastName,
                a.BirthName,
                a.BirthDate,
                a.Email,
                a.HomePhone,
                a.MobilePhone,
                a.LeftAt != null
            ))
            .ToListAsync(cancellation);
        var links = await db
            .ChildLinks.Where(l => accounts.Any(a => a.Id == l.StudentId))
            .Select(l => new KnownLink(l.RelativeId, l.StudentId, l.Kind, l.Authority))
            .ToListAsync(cancellation);
        return new([.. people], [.. links]);
    }
}
