using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Imports;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Departures;

/// <summary>
/// An erased person with a row in every table that names an account, by each of its columns, read from the model: a table added later
/// and forgotten fails here by itself.
/// </summary>
public sealed class NothingIsLeftTests : IAsyncLifetime
{
    /// <summary>Rows that stay, and why; but for the audit, none of them still names the person.</summary>
    private static readonly HashSet<(Type Table, string Column)> Stays =
    [
        (typeof(AuditEntry), nameof(AuditEntry.Actor)), // the bare id is the pseudonym
        (typeof(AuditEntry), nameof(AuditEntry.Subject)),
        (typeof(AuditEntry), nameof(AuditEntry.Other)),
        (typeof(IssuedLogin), nameof(IssuedLogin.AccountId)), // so that a login is never given twice
        (typeof(Merge), nameof(Merge.MergedBy)), // another's merge
        (typeof(Merge), nameof(Merge.UndoneBy)),
    ];

    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Erased_LeavesNoRowAndNoValue_ButTheAuditsIdsAndTheRegisterOfLogins()
    {
        var school = await app.People.SchoolAsync("École Émile Zola");
        var other = await app.People.RelativeAsync("erased.other", "Autre", "Personne");
        var gone = await app.People.WriteAsync(
            new()
            {
                Kind = AccountKind.Relative,
                Login = "erased.gone",
                FirstName = "Zébulon",
                LastName = "Effacé",
                Password = null,
                FeedEmail = "feed.gone@example.org",
                FeedMobile = "0639981240",
                BirthDate = new(1984, 10, 17),
            }
        );
        await app.DueAsync(gone);
        await using var db = app.OpenDb();
        var rows = new Rows(db, new() { [typeof(School)] = school.Value, [typeof(Account)] = other.Value });
        var goes = new List<string> { "Zébulon", "Effacé", "feed.gone", "0639981240" };
        foreach (var (table, column) in Naming(db.Model))
        {
            var values = await rows.AddAsync(table, column, gone.Value, Cancellation);
            if (!Stays.Contains((table.ClrType, column.Name)))
            {
                goes.AddRange(values);
            }
        }

        goes.Count.ShouldBeGreaterThan(20);
        goes.AddRange(await AddWhatNamesNoAccountAsync(gone, other));
        var before = string.Join('\n', await db.DumpAsync());
        goes.ShouldAllBe(value => before.Contains(value, StringComparison.OrdinalIgnoreCase));

        (await app.EraseAsync()).ShouldBe(new(1, 1, 0));

        var after = await db.DumpAsync();
        after.Where(line => goes.Exists(value => line.Contains(value, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        after
            .Where(line => line.Contains(gone.ToString(), StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Split(':')[0])
            .Distinct()
            .ShouldBe(["audit"]);
        after.Count(line => line.StartsWith("issued_logins:", StringComparison.Ordinal)).ShouldBe(1);
        (await app.IsThereAsync(other)).ShouldBeTrue();
    }

    /// <summary>Every column that names an account, but for the two rows that every account has; what others refer to comes first.</summary>
    private static IEnumerable<(IEntityType Table, IProperty Column)> Naming(IModel model) =>
        from table in model.GetEntityTypes()
        where table.ClrType != typeof(Account) && table.ClrType != typeof(AccountGuard)
        from column in table.GetProperties()
        where column.ClrType == typeof(AccountId) || column.ClrType == typeof(AccountId?)
        orderby table.GetForeignKeys().Any(f => f.PrincipalEntityType.ClrType != typeof(Account)), table.Name
        select (table, column);

    private async Task<string[]> AddWhatNamesNoAccountAsync(AccountId gone, AccountId other)
    {
        await using var db = app.OpenDb();
        var now = app.Clock.GetUtcNow();
        db.Record(now, AuditKinds.SignedIn, "sign-in.refused", actor: null, subject: gone, address: "198.51.100.7");
        db.Record(now, AuditKinds.PhoneChanged, AuditKinds.Ok, gone, address: "198.51.100.8");
        var address = await db.Users.Where(c => c.Id == gone).Select(c => c.Email!).SingleAsync(Cancellation);
        Post.Mails.Enqueue(db, now, new(address, default), "password-changed", "lettre.perdue", "hier");
        db.Outbox.Add(Announcement.Of("accounts.merged", new Core.Events.AccountsMerged(new(Guid.CreateVersion7()), other, gone, now), now));
        await db.SaveChangesAsync(Cancellation);
        return ["198.51.100.7", "198.51.100.8", "lettre.perdue"];
    }
}
