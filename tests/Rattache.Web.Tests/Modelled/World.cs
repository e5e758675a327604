using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.Activation;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Modelled;

/// <summary>The same operations through the product, over a real database; it answers in the words of <see cref="MergeModel"/>.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly RattacheApp app = new();
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("rattache-model-");
    private WebApplicationFactory<Program> product = null!;
    private List<AccountId> parents = [];
    private Dictionary<AccountId, int> pupils = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateTimeOffset Now => app.Clock.GetUtcNow();

    public static async Task<World> StartAsync()
    {
        var world = new World();
        await world.app.InitializeAsync();
        // Thousands of sign-ins: the strength of a hash is not what is looked at.
        world.product = world.app.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1))
        );
        return world;
    }

    public void Pass(TimeSpan time) => app.Clock.Advance(time);

    public async Task ImportAsync(int adults, IReadOnlyList<int[]> parentsOf)
    {
        var night = Deliveries.Write(folder.FullName, adults, parentsOf);
        var outcomes = await DoAsync(services =>
            ActivatorUtilities.CreateInstance<ImportRunner>(services).RunAsync([night], new(KeptIssues: int.MaxValue), Cancellation)
        );
        outcomes.ShouldHaveSingleItem().ShouldBeOfType<ImportOutcome.Taken>().Report.Issues.Rejections.ShouldBe(0);
        await using var db = app.OpenDb();
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(Cancellation);
        parents = [.. Enumerable.Range(0, adults).Select(p => accounts.Single(a => a.Login == Deliveries.Login(p)).Id)];
        pupils = accounts
            .Where(a => a.Kind == AccountKind.Student)
            .ToDictionary(a => a.Id, a => int.Parse(a.ExternalId, System.Globalization.CultureInfo.InvariantCulture) - 2000);
    }

    public async Task<bool> ActivateAsync(int parent, string password) =>
        await DoAsync(services =>
            services
                .GetRequiredService<ActivateAccount>()
                .ActivateAsync(parents[parent], password, EmailAddress.TryParse($"p{parent}@example.org")!.Value, null, Cancellation)
        ) switch
        {
            ActivationOutcome.Activated => true,
            ActivationOutcome.Over => false,
            var other => throw new InvalidOperationException(other.ToString()),
        };

    public async Task<string> SignInAsync(int parent, string password)
    {
        var outcome = await DoAsync(services =>
            services.GetRequiredService<PasswordSignIn>().TryAsync(Deliveries.Login(parent), password, null, Cancellation)
        );
        await using var db = app.OpenDb();
        // How many wrong passwords are too many is another test's matter.
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(c => c.AccessFailedCount, 0), Cancellation);
        return outcome switch
        {
            SignInOutcome.SignedIn signedIn => $"in {parents.IndexOf(signedIn.Credentials.Id)}",
            SignInOutcome.Absorbed absorbed => $"absorbed {parents.IndexOf(absorbed.Account)}",
            _ => "refused",
        };
    }

    public async Task<string?> MakeKeyAsync(int parent) =>
        (await DoAsync(services => services.GetRequiredService<MakeKey>().MakeAsync(parents[parent], null, Cancellation)))?.ToString();

    public async Task<string> MergeAsync(int signedIn, string key, bool keepsOther)
    {
        var pasted = new PastedKeys(parents[signedIn], MergeCode.FindAll(key), keepsOther, null);
        var plan = await DoAsync(services => services.GetRequiredService<MergeAccounts>().PreviewAsync(pasted, Cancellation));
        if (plan is MergePlan.Refused refused)
        {
            return refused.Reason.Code();
        }

        var digest = plan.ShouldBeOfType<MergePlan.Ready>().Digest();
        (
            await DoAsync(services => services.GetRequiredService<MergeAccounts>().ConfirmAsync(pasted, digest, Cancellation))
        ).ShouldBeOfType<MergeOutcome.Merged>();
        return MergeModel.Ok;
    }

    public async Task<string> UndoAsync(int absorbed, int by)
    {
        await using var db = app.OpenDb();
        var id = parents[absorbed];
        var merge = await db.Merges.Where(m => m.AbsorbedId == id && m.UndoneAt == null).Select(m => m.Id).SingleOrDefaultAsync(Cancellation);
        var request = new UndoRequest(merge, parents[by], by == absorbed ? UndoProof.Absorbed : UndoProof.Root);
        return await DoAsync(services => services.GetRequiredService<UndoMerge>().UndoAsync(request, null, Cancellation)) is UndoDecision.Refused no
            ? no.Reason.ToString()
            : MergeModel.Ok;
    }

    /// <summary>As an administrator will.</summary>
    public async Task LockAsync(int parent)
    {
        await using var db = app.OpenDb();
        var (id, now) = (parents[parent], Now);
        var free = await db.Guards.AnyAsync(g => g.AccountId == id && g.LockedAt == null, Cancellation);
        await db
            .Guards.Where(g => g.AccountId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.LockedAt, free ? now : (DateTimeOffset?)null), Cancellation);
    }

    /// <summary>What everybody sees: who each account is read through, and whom and which children that one shows.</summary>
    public async Task<string> ViewsAsync()
    {
        await using var db = app.OpenDb();
        var graph = await db.LoadGraphAsync(parents, Cancellation);
        var roots = await db.Guards.Where(g => parents.Contains(g.AccountId)).ToDictionaryAsync(g => g.AccountId, g => g.RootId, Cancellation);
        return Shown.Of(
            parents.Count,
            parent => parents.IndexOf(roots[parents[parent]]),
            parent => AccountView.Of(graph, parents[parent]).MergedLogins.Select(m => parents.FindIndex(p => graph.Accounts[p].Login == m.Login)),
            parent => AccountView.Of(graph, parents[parent]).Children.SelectMany(c => c.StudentIds).Select(id => pupils[id]),
            (await db.MergeKeys.AsNoTracking().Where(k => k.UsedAt == null && k.RevokedAt == null).ToListAsync(Cancellation))
                .Where(k => k.FaultAt(Now) is null)
                .Select(k => parents.IndexOf(k.AccountId))
        );
    }

    public async ValueTask DisposeAsync()
    {
        await product.DisposeAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = product.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
