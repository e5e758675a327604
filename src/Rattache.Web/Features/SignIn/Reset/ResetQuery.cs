using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Whom it may be about: an account, and the one that it is read through.</summary>
/// <param name="Own">Null while it is not activated.</param>
internal sealed record ResetTarget(
    AccountId Id,
    string Login,
    AccountKind Kind,
    AccountId RootId,
    string RootLogin,
    Credentials? Own,
    Credentials? Root,
    string? OwnZone,
    string? RootZone,
    bool Locked,
    bool Closed
)
{
    public bool IsAbsorbed => Id != RootId;

    /// <summary>A locked person gets no code, nor one whose account is closed: it would open nothing.</summary>
    public bool IsShut => Locked || Closed;

    /// <summary>How the person reads: as the root says, else as the account that it is asked by.</summary>
    public Reading Reading => new Reading(Root?.Language, Clocks.Find(RootZone)).Or(new(Own?.Language, Clocks.Find(OwnZone)));

    /// <summary>Where the account itself is reached, whatever it is read through.</summary>
    public IEnumerable<Contact> Verified => Own?.VerifiedContacts(Clocks.Find(OwnZone)) ?? [];

    /// <summary>Where the root's code may go. Only who has a password changes it: an identity provider's account has none.</summary>
    public IEnumerable<Contact> RootContacts => Root is { PasswordHash: not null } ? Root.VerifiedContacts(Clocks.Find(RootZone)) : [];

    /// <summary>Where the absorbed account's own code may go; where both were verified for it, the root's code is enough.</summary>
    public IEnumerable<Contact> OwnContacts => IsAbsorbed ? Verified.Except(RootContacts) : [];
}

internal static class ResetQuery
{
    /// <summary>More accounts than a family has: who verified one address for more of them learns of the first ones.</summary>
    public const int MostAccounts = 10;

    /// <summary>The account of a login, or all that verified an address or a number. One command.</summary>
    public static async Task<List<ResetTarget>> FindResetTargetsAsync(
        this RattacheDb db,
        AskedFor asked,
        ILookupNormalizer normalizer,
        DateTimeOffset closedUpTo,
        CancellationToken cancellation
    )
    {
        var open = db.StillThere(closedUpTo);
        var found = await (
            from account in db.Speaking(asked, normalizer)
            join guard in db.Guards on account.Id equals guard.AccountId
            join root in db.Accounts on guard.RootId equals root.Id
            join rootGuard in db.Guards on root.Id equals rootGuard.AccountId
            orderby account.Login
            select new ResetTarget(
                account.Id,
                account.Login,
                account.Kind,
                root.Id,
                root.Login,
                db.Users.FirstOrDefault(c => c.Id == account.Id),
                db.Users.FirstOrDefault(c => c.Id == root.Id),
                db.NotificationPreferences.Where(p => p.AccountId == account.Id).Select(p => p.TimeZone).FirstOrDefault(),
                db.NotificationPreferences.Where(p => p.AccountId == root.Id).Select(p => p.TimeZone).FirstOrDefault(),
                rootGuard.LockedAt != null, // an absorbed account that is locked stays with its person (DESIGN §1)
                !open.Any(r => r == root.Id)
            )
        )
            .AsNoTracking()
            .Take(MostAccounts)
            .ToListAsync(cancellation);
        // The database folds more signs together than mail does: what only looks alike is somebody else's mailbox.
        return asked is AskedFor.At at ? found.FindAll(t => t.Verified.Contains(at.Contact)) : found;
    }

    /// <summary>As its owner wrote it when they verified it, whatever somebody types now; unchanged where nobody did.</summary>
    public static Contact AsVerified(this Contact typed, IEnumerable<ResetTarget> found) =>
        found.SelectMany(t => t.Verified).Where(c => c == typed).DefaultIfEmpty(typed).First();

    private static IQueryable<Account> Speaking(this RattacheDb db, AskedFor asked, ILookupNormalizer normalizer)
    {
        switch (asked)
        {
            case AskedFor.At { Contact: { Channel: Channel.Mail } contact }:
                var address = normalizer.NormalizeEmail(contact.Address);
                return db.Accounts.Where(a => db.Users.Any(c => c.Id == a.Id && c.EmailConfirmed && c.NormalizedEmail == address));
            case AskedFor.At { Contact: var contact }:
                var number = contact.Address;
                return db.Accounts.Where(a => db.Users.Any(c => c.Id == a.Id && c.PhoneNumberConfirmed && c.PhoneNumber == number));
            default:
                return db.CalledBy(((AskedFor.Login)asked).Value);
        }
    }
}
