using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.History;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>
/// Everything held about a person, for <em>Télécharger mes données</em> (GDPR, articles 15 and 20): a constant number of commands. What
/// an absorbed account did before its merge is not the root's to see (DESIGN §5), nor is anything about somebody else, but for the
/// names, schools and classes of the children, which <em>Mes enfants</em> shows.
/// </summary>
public sealed partial class HeldData(RattacheDb db, HeldWords words)
{
    public const string Accounts = "accounts";
    public const string Chosen = "chosen";
    public const string Schools = "schools";
    public const string Children = "children";
    public const string Identities = "identities";
    public const string Devices = "devices";
    public const string Merges = "merges";
    public const string Keys = "keys";
    public const string Sessions = "sessions";
    public const string Passkeys = "passkeys";
    public const string Notifications = "notifications";
    public const string Notices = "notices";
    public const string Pending = "pending";
    public const string Rights = "rights";
    public const string Mails = "mails";
    public const string History = "history";

    /// <summary>Each section is read when it is reached, one after the other: they share a connection.</summary>
    public async IAsyncEnumerable<HeldSection> ReadAsync(
        AccountId root,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var tree = await HistoryMember.LoadTreeAsync(db, root, cancellation);
        var person = AccountView.Of(await db.LoadGraphAsync([root], cancellation), root);
        yield return new(Accounts, await AccountsAsync(tree, cancellation));
        yield return new(Chosen, await ChosenAsync(tree, cancellation));
        yield return new(Schools, person.Schools.Select(s => new HeldItem(new HeldField("school", s.Name))));
        yield return new(Children, person.Children.SelectMany(ChildOf));
        yield return new(Rights, await RightsAsync(tree, cancellation));
        yield return new(Merges, await MergesAsync(tree, cancellation));
        yield return new(Keys, await KeysAsync(tree, cancellation));
        yield return new(Identities, await IdentitiesAsync(tree, cancellation));
        yield return new(Devices, await DevicesAsync(tree, cancellation));
        yield return new(Sessions, await SessionsAsync(tree, cancellation));
        yield return new(Passkeys, await PasskeysAsync(tree, cancellation));
        yield return new(Notifications, await NotificationsAsync(tree, cancellation));
        yield return new(Notices, await NoticesAsync(tree, cancellation));
        yield return new(Pending, await PendingAsync(tree, cancellation));
        yield return new(Mails, await MailsAsync(tree, cancellation));
        yield return new(History, HistoryAsync(tree, cancellation));
    }

    private static AccountId[] Ids(IEnumerable<HistoryMember> tree) => [.. tree.Select(m => m.Id)];

    private static HistoryMember Of(IEnumerable<HistoryMember> tree, AccountId id) => tree.Single(m => m.Id == id);

    /// <summary>Null for what an absorbed account did until its merge.</summary>
    private static DateTimeOffset? SinceMerge(HistoryMember member, DateTimeOffset? moment) =>
        member.Since is null || moment > member.Since ? moment : null;

    private async Task<List<HeldItem>> AccountsAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(cancellation);
        return
        [
            .. from member in tree
            let account = accounts.Single(a => a.Id == member.Id)
            select new HeldItem(
                new("login", account.Login),
                new("kind", words.Of(account.Kind)),
                new("firstName", account.FirstName),
                new("lastName", account.LastName),
                new("birthName", account.BirthName),
                new("birthDate", account.BirthDate),
                new("nationalNumber", account.Ine),
                new("schoolEmail", account.Email),
                new("schoolPhone", account.HomePhone),
                new("schoolMobile", account.MobilePhone),
                new("source", words.Of(account.Source)),
                new("academy", account.Academy),
                new("sourceNumber", account.ExternalId),
                new("number", account.Id.ToString()),
                new("createdAt", account.CreatedAt),
                new("leftAt", account.LeftAt),
                new("mergedAt", member.Since)
            ),
        ];
    }

    private async Task<List<HeldItem>> ChosenAsync(List<HistoryMember> tree, CancellationToken cancellation)
    {
        var ids = Ids(tree);
        var own = await db.Users.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancellation);
        return
        [
            .. from credentials in own
            let member = Of(tree, credentials.Id)
            orderby member.Since is not null, member.Login
            select new HeldItem(
                new("login", member.Login),
                new("alias", credentials.Alias),
                new("email", credentials.Email),
                new("emailConfirmed", credentials.Email is null ? null : credentials.EmailConfirmed),
                new("homePhone", credentials.HomePhone),
                new("mobile", credentials.PhoneNumber),
                new("mobileConfirmed", credentials.PhoneNumber is null ? null : credentials.PhoneNumberConfirmed),
                new("secondFactor", credentials.TwoFactorEnabled),
                new("showsEmail", credentials.ShowsEmail),
                new("showsHomePhone", credentials.ShowsHomePhone),
                new("showsMobile", credentials.ShowsMobilePhone),
                new("showsBirthDate", credentials.ShowsBirthDate),
                new("activatedAt", SinceMerge(member, credentials.ActivatedAt)),
                new("termsAcceptedAt", SinceMerge(member, credentials.TermsAcceptedAt)),
                new("termsVersion", SinceMerge(member, credentials.TermsAcceptedAt) is null ? null : credentials.TermsVersion),
                new("wrongPasswords", member.Since is null ? credentials.AccessFailedCount : null),
                new("waitsUntil", SinceMerge(member, credentials.LockoutEnd))
            ),
        ];
    }

    // As Mes enfants shows them; nothing else of the pupil.
    private IEnumerable<HeldItem> ChildOf(ChildView child) =>
        child
            .Places.DefaultIfEmpty()
            .Select(place => new HeldItem(
                new("firstName", child.FirstName),
                new("lastName", child.LastName),
                new("school", place?.SchoolName),
                new("class", place?.ClassName),
                new("through", string.Join(", ", child.Through)),
                new("authority", words.Of(child.Authority))
            ));
}
