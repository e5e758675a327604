using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;

namespace Rattache.Web.Data;

/// <summary>Who is still to be given a first-time code in a school: its pupils and staff, and the relatives of its pupils.</summary>
public static class CodeSheet
{
    public static async Task<List<CodeSheetLine>> OfAsync(RattacheDb db, SchoolId school, CancellationToken cancellation)
    {
        var here = db.Attachments.Where(a => a.SchoolId == school);
        var own =
            from place in here
            join account in db.Accounts on place.AccountId equals account.Id
            select new
            {
                account.Id,
                account.Kind,
                account.LastName,
                account.FirstName,
                account.Login,
                account.LeftAt,
                place.ClassName,
            };
        var firstClasses =
            from place in here
            join link in db.ChildLinks on place.AccountId equals link.StudentId
            group place.ClassName by link.RelativeId into classes
            select new { Id = classes.Key, ClassName = classes.Min() };
        var relatives =
            from first in firstClasses
            join account in db.Accounts on first.Id equals account.Id
            select new
            {
                account.Id,
                account.Kind,
                account.LastName,
                account.FirstName,
                account.Login,
                account.LeftAt,
                first.ClassName,
            };

        var lines = new List<CodeSheetLine>();
        foreach (var people in new[] { own, relatives })
        {
            lines.AddRange(
                await (
                    from person in people
                    join code in db.ActivationCodes on person.Id equals code.AccountId
                    where
                        person.LeftAt == null
                        // Nobody activates what is read through another account; and what was gathered by its code, then detached, has no password.
                        && db.Guards.Any(g => g.AccountId == person.Id && g.RootId == person.Id)
                        && !db.Users.Any(c => c.Id == person.Id && c.PasswordHash != null)
                        && !db.UserLogins.Any(i => i.UserId == person.Id)
                    select new CodeSheetLine(person.Id, person.Kind, person.ClassName, person.LastName, person.FirstName, person.Login, code.Sealed)
                ).ToListAsync(cancellation)
            );
        }

        return lines;
    }
}

/// <param name="ClassName">A relative's is the first of their children's.</param>
public sealed record CodeSheetLine(AccountId Id, AccountKind Kind, string? ClassName, string LastName, string FirstName, string Login, byte[] Sealed);
