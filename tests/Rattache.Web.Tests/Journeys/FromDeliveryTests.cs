using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Journeys;

/// <summary>From two real deliveries to one account, through the pages alone.</summary>
public sealed class FromDeliveryTests(FromDeliveryTests.Delivered delivered) : IClassFixture<FromDeliveryTests.Delivered>
{
    private const string Password = "trois petits chats gris";
    private readonly RattacheApp app = delivered.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Both feeds, taken once for the class.</summary>
    public sealed class Delivered : IAsyncLifetime
    {
        internal RattacheApp App { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await App.InitializeAsync();
            await App.InScopeAsync(async services =>
            {
                var runner = ActivatorUtilities.CreateInstance<ImportRunner>(services);
                return await runner.RunAsync([Samples.Of("aaf"), Samples.Of("aaf1d")], new(KeptIssues: 10), CancellationToken.None);
            });
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    [Fact]
    public async Task OnePersonOfTwoFeeds_ActivatesBothAndSeesEveryChildInOne()
    {
        var (first, second) = await TwoAccountsOfOnePersonAsync();
        var children = await ChildrenOfAsync(first.Id, second.Id);
        await ActivateAsync(first);
        await ActivateAsync(second);

        var owner = app.Visitor();
        await owner.SignInAsync(second.Login, Password);
        var key = await owner.TakeKeyAsync();
        var visitor = app.Visitor();
        await visitor.SignInAsync(first.Login, Password);
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();
        await visitor.OpenAsync("/mes-enfants");

        visitor.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).Order().ShouldBe(children.Order());
    }

    [Fact]
    public async Task TwoCoParents_AreRefused()
    {
        await using var db = app.OpenDb();
        var links = await db
            .ChildLinks.GroupBy(l => l.StudentId)
            .Where(g => g.Count() == 2)
            .OrderBy(g => g.Key)
            .Select(g => g.Key)
            .FirstAsync(Cancellation);
        var parents = await db.ChildLinks.Where(l => l.StudentId == links).Select(l => l.RelativeId).ToListAsync(Cancellation);
        var accounts = await db.Accounts.Where(a => parents.Contains(a.Id)).ToListAsync(Cancellation);
        foreach (var account in accounts)
        {
            await ActivateAsync(account);
        }

        var owner = app.Visitor();
        await owner.SignInAsync(accounts[1].Login, Password);
        var key = await owner.TakeKeyAsync();
        var visitor = app.Visitor();
        await visitor.SignInAsync(accounts[0].Login, Password);
        await visitor.PasteAsync(key);

        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("deux adultes du même enfant");
    }

    [Fact]
    public async Task OneIdentifierInTwoFeeds_StaysTwoPeople()
    {
        await using var db = app.OpenDb();
        var shared = await db
            .Accounts.Where(a => a.Kind == AccountKind.Relative)
            .GroupBy(a => a.ExternalId)
            .Where(g => g.Select(a => a.Source).Distinct().Count() == 2)
            .CountAsync(Cancellation);
        shared.ShouldBeGreaterThan(0, "the samples number both feeds from the same start");
        (
            await db
                .Accounts.Where(a => a.Kind == AccountKind.Relative)
                .GroupBy(a => a.ExternalId)
                .AnyAsync(g => g.Select(a => a.Login).Distinct().Count() < g.Count(), Cancellation)
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task FirstTimeCode_UsedOnce_OpensNothingMore()
    {
        await using var db = app.OpenDb();
        var account = await db.Accounts.Where(a => a.Kind == AccountKind.Staff).OrderBy(a => a.Id).FirstAsync(Cancellation);
        var code = await CodeOfAsync(account.Id);
        await ActivateAsync(account);

        var visitor = app.Visitor();
        await visitor.OpenAsync("/activation");
        await visitor.PressAsync("Continuer", ("identifiant", account.Login), ("code", code));

        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("déjà activé");
    }

    private async Task ActivateAsync(Account account)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/activation");
        var code = await CodeOfAsync(account.Id);
        await visitor.PressAsync("Continuer", ("identifiant", account.Login.ToUpperInvariant()), ("code", code.Replace('-', ' ').ToLowerInvariant()));
        visitor.Path.ToString().ShouldBe("/activation/compte");
        await visitor.PressAsync("Activer mon compte", ("passe", Password), ("courriel", $"{account.Id}@example.org"), ("conditions", "true"));
        visitor.Path.ToString().ShouldBe("/mon-compte/adresse/code", visitor.Page.Body!.TextContent);
    }

    private async Task<string> CodeOfAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        var code = await db.ActivationCodes.SingleAsync(c => c.AccountId == account, Cancellation);
        return app.Services.GetRequiredService<ActivationCodes>().Open(code);
    }

    /// <summary>By the truth of the samples: one person, a record in each feed, no pupil in common.</summary>
    private async Task<(Account Aaf, Account Aaf1d)> TwoAccountsOfOnePersonAsync()
    {
        var truth = (await File.ReadAllLinesAsync(Samples.Of("truth.tsv"), Cancellation)).Skip(1).Select(line => line.Split('\t')).ToList();
        await using var db = app.OpenDb();
        foreach (var person in truth.GroupBy(row => row[0]).Where(g => g.Any(r => r[1] == "aaf") && g.Any(r => r[1] == "aaf1d")))
        {
            var aaf = await FindAsync(db, DirectorySource.Aaf, person.First(r => r[1] == "aaf")[2]);
            var aaf1d = await FindAsync(db, DirectorySource.Aaf1d, person.First(r => r[1] == "aaf1d")[2]);
            if (aaf is not null && aaf1d is not null)
            {
                return (aaf, aaf1d);
            }
        }

        throw new InvalidOperationException("The samples hold nobody in both feeds.");
    }

    private static Task<Account?> FindAsync(RattacheDb db, DirectorySource source, string externalId) =>
        db.Accounts.SingleOrDefaultAsync(a => a.Source == source && a.ExternalId == externalId, Cancellation);

    private async Task<List<string>> ChildrenOfAsync(params AccountId[] adults)
    {
        await using var db = app.OpenDb();
        return await db
            .ChildLinks.Where(l => adults.Contains(l.RelativeId))
            .Join(db.Accounts, l => l.StudentId, a => a.Id, (_, a) => a.FirstName + " " + a.LastName)
            .ToListAsync(Cancellation);
    }
}
