using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount.Held;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Held;

public sealed class HeldTablesTests
{
    /// <summary>They tell of people without naming an account: by the line they lie beside, and by an address.</summary>
    private static readonly Type[] Unnamed = [typeof(AuditDetail), typeof(OutboxMessage)];

    [Fact]
    public async Task EveryTableThatRefersToAnAccount_IsHandedOut_OrSaysWhyNot()
    {
        using var database = await TestDatabase.MakeAsync();
        await using var db = database.Open();
        var types = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).ToList(); // what is owned is part of its owner's row
        var referring = types.Where(NamesAnAccount).ToHashSet();
        while (
            types.FirstOrDefault(t => !referring.Contains(t) && t.GetForeignKeys().Any(k => referring.Contains(k.PrincipalEntityType))) is { } next
        )
        {
            referring.Add(next);
        }

        var declared = HeldTables.Sections.Keys.Concat(HeldTables.Exceptions.Keys).ToList();
        referring.ShouldNotBeEmpty();
        referring.Select(t => t.ClrType).Except(declared).ShouldBeEmpty("say in HeldTables.cs where a person finds these, or why not");
        declared.Except(referring.Select(t => t.ClrType)).ShouldBe(Unnamed, ignoreOrder: true);
        declared.ShouldBeUnique();
        HeldTables.Exceptions.Values.ShouldAllBe(reason => reason.Length > 20);
    }

    [Fact]
    public async Task EverySection_ReadsTheTablesItIsNamedFor()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        var id = await app.People.RelativeAsync("tables.read", with: p => p.Email = "tables@example.org");
        app.Sql.Listen();

        var names = await app.InScopeAsync(async services =>
        {
            var read = new List<string>();
            await foreach (var section in services.GetRequiredService<HeldData>().ReadAsync(id, TestContext.Current.CancellationToken))
            {
                read.Add(section.Name);
                await foreach (var _ in section.Items) { }
            }

            return read;
        });

        var sql = string.Join('\n', app.Sql.Texts!);
        await using var db = app.OpenDb();
        names.ShouldBeUnique();
        HeldTables.Sections.Values.Except(names).ShouldBeEmpty();
        names.Except(HeldTables.Sections.Values).ShouldBeEmpty();
        HeldTables
            .Sections.Keys.Select(type => db.Model.FindEntityType(type)!.GetTableName()!)
            // The union of children and schools is read by its own SQL, which no event tells of: IndexTests look for the values.
            .Except(["attachments", "child_links"])
            .Where(table => !System.Text.RegularExpressions.Regex.IsMatch(sql, $"""["\s]{table}["\s]"""))
            .ShouldBeEmpty();
    }

    private static bool NamesAnAccount(IEntityType type) =>
        type.GetProperties().Any(p => p.ClrType == typeof(AccountId) || p.ClrType == typeof(AccountId?));
}
