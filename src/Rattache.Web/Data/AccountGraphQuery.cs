using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Web.Data;

/// <summary>
/// Reads whole trees: three commands, whatever the number of accounts and children. The only way from the database to a person.
/// </summary>
public static class AccountGraphQuery
{
    /// <summary>The trees that these accounts are part of. Inside a transaction that changes merges, lock their guards first.</summary>
    public static async Task<AccountGraph> LoadGraphAsync(this RattacheDb db, IReadOnlyCollection<AccountId> members, CancellationToken cancellation)
    {
        var roots = db.Guards.Where(g => members.Contains(g.AccountId)).Select(g => g.RootId);
        var tree = db.Guards.Where(g => roots.Contains(g.RootId)).Select(g => g.AccountId);
        var accounts = await ReadAccountsAsync(db, tree, cancellation);
        var children = await ReadChildrenAsync(db, tree, cancellation);
        var places = await ReadPlacesAsync(db, tree, cancellation);
        return AccountGraph.Of(
            accounts.Select(a => a.Facts with { Children = [.. children[a.Facts.Id]], Places = [.. places[a.Facts.Id]] }),
            accounts.Select(a => a.Merge).OfType<Merge>()
        );
    }

    private sealed record AccountRow(AccountFacts Facts, Merge? Merge);

    private static Task<List<AccountRow>> ReadAccountsAsync(RattacheDb db, IQueryable<AccountId> tree, CancellationToken cancellation) =>
        db
            .Accounts.AsNoTracking()
            .Where(a => tree.Contains(a.Id))
            .Join(db.Guards, a => a.Id, g => g.AccountId, (a, g) => new { Account = a, Guard = g })
            .Select(x => new AccountRow(
                new AccountFacts
                {
                    Id = x.Account.Id,
                    Login = x.Account.Login,
                    Kind = x.Account.Kind,
                    Source = x.Account.Source,
                    FirstName = x.Account.FirstName,
                    LastName = x.Account.LastName,
                    BirthName = x.Account.BirthName,
                    BirthDate = x.Account.BirthDate,
                    Left = x.Account.LeftAt != null,
                    Locked = x.Guard.LockedAt != null,
                    Held = x.Guard.MergeHold,
                    Activated = db.Users.Any(c => c.Id == x.Account.Id),
                    Federated = db.UserLogins.Any(l => l.UserId == x.Account.Id),
                    Administrator = db.AdministrationRights.Any(r => r.AccountId == x.Account.Id),
                },
                db.Merges.FirstOrDefault(m => m.AbsorbedId == x.Account.Id && m.UndoneAt == null)
            ))
            .ToListAsync(cancellation);

    private static async Task<ILookup<AccountId, Child>> ReadChildrenAsync(RattacheDb db, IQueryable<AccountId> tree, CancellationToken cancellation)
    {
        var rows = await (
            from link in db.ChildLinks
            where tree.Contains(link.RelativeId)
            join student in db.Accounts on link.StudentId equals student.Id
            join attachment in db.Attachments on student.Id equals attachment.AccountId into attachments
            from attachment in attachments.DefaultIfEmpty()
            join school in db.Schools on attachment.SchoolId equals school.Id into schools
            from school in schools.DefaultIfEmpty()
            select new
            {
                link.RelativeId,
                link.StudentId,
                link.Kind,
                link.Authority,
                student.Ine,
                student.FirstName,
                student.LastName,
                SchoolId = (SchoolId?)school.Id,
                SchoolName = school.Name,
                attachment.ClassName,
            }
        ).ToListAsync(cancellation);
        return rows.GroupBy(r => (r.RelativeId, r.StudentId))
            .Select(g =>
                (
                    g.Key.RelativeId,
                    First: g.First(),
                    Places: g.Where(r => r.SchoolId is not null).Select(r => new Place(r.SchoolId!.Value, r.SchoolName, r.ClassName))
                )
            )
            .ToLookup(
                x => x.RelativeId,
                x => new Child(x.First.StudentId, x.First.Ine, x.First.FirstName, x.First.LastName, x.First.Kind, x.First.Authority, [.. x.Places])
            );
    }

    private static async Task<ILookup<AccountId, Place>> ReadPlacesAsync(RattacheDb db, IQueryable<AccountId> tree, CancellationToken cancellation)
    {
        var rows = await (
            from attachment in db.Attachments
            where tree.Contains(attachment.AccountId)
            join school in db.Schools on attachment.SchoolId equals school.Id
            select new
            {
                attachment.AccountId,
                school.Id,
                school.Name,
                attachment.ClassName,
            }
        ).ToListAsync(cancellation);
        return rows.ToLookup(r => r.AccountId, r => new Place(r.Id, r.Name, r.ClassName));
    }
}
