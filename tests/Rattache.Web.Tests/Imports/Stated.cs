using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Tests.Imports;

/// <summary>What feeds state, row by row, without our own ids, codes and times: two directories that say the same are equal.</summary>
internal static class Stated
{
    public static async Task<string[]> StatedAsync(this RattacheDb db)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(cancellation);
        var names = accounts.ToDictionary(a => a.Id, a => $"{a.Source}/{a.Academy}/{a.ExternalId}");
        var schools = await db.Schools.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellation);
        var links = await db.ChildLinks.AsNoTracking().ToListAsync(cancellation);
        var places = await db.Attachments.AsNoTracking().ToListAsync(cancellation);
        var rights = await db.AdministrationRights.AsNoTracking().Where(r => r.FromFeed).ToListAsync(cancellation);
        return
        [
            .. accounts
                .Select(a =>
                    $"account {names[a.Id]} {a.Kind} {a.Login} {a.FirstName}|{a.LastName}|{a.BirthName}|{a.BirthDate:O}|{a.Ine}|{a.Email}|{a.HomePhone}|{a.MobilePhone} {(a.LeftAt is null ? "" : "left")}"
                )
                .Concat(schools.Values.Select(s => $"school {s.Uai} {s.Name} {s.Town}"))
                .Concat(links.Select(l => $"link {names[l.RelativeId]} {names[l.StudentId]} {l.Kind} {l.Authority}"))
                .Concat(places.Select(p => $"place {names[p.AccountId]} {schools[p.SchoolId].Uai} {p.ClassName} {p.Basis}"))
                .Concat(rights.Select(r => $"right {names[r.AccountId]} {schools[r.SchoolId!.Value].Uai}"))
                .Order(StringComparer.Ordinal),
        ];
    }
}
