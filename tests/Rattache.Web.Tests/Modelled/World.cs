using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Departures;
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
    private readonly RattacheApp app = new(
        new()
        {
            // As short as settings allow: every second of a clock that jumps by months would ring the timers of the application.
            ["Departures:CloseAfter"] = MergeModel.Delay.ToString(),
            ["Departures:EraseAfter"] = MergeModel.Delay.ToString(),
        }
    );
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("rattache-model-");
    private Dictionary<int, Account> parents = [];
    private Dictionary<AccountId, int> pupils = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateTimeOffset Now => app.Clock.GetUtcNow();

    public static async Task<World> StartAsync()
    {
        var world = new World();
        await world.app.InitializeAsync();
        return world;
    }

    public void Pass(TimeSpan time) => app.Clock.Advance(time);

    public Task FullAsync(IReadOnlyCollection<int> there, IReadOnlyDictionary<int, int[]> parentsOf) =>
        ImportAsync(Deliveries.Full(folder.FullName, Day, there, parentsOf));

    public Task WithdrawParentAsync(int parent) =>
        ImportAsync(Deliveries.Withdrawal(folder.FullName, Day, "PersRelEleve", Deliveries.Relative(parent)));

    public Task WithdrawPupilAsync(int pupil) => ImportAsync(Deliveries.Withdrawal(folder.FullName, Day, "Eleve", Deliveries.Pupil(pupil)));

    public Task NewParentsAsync(int pupil, int[] adults) => ImportAsync(Deliveries.NewParents(folder.FullName, Day, pupil, adults));

    public Task ArriveAsync(int parent) => ImportAsync(Deliveries.Arrival(folder.FullName, Day, parent));

    public async Task EraseAsync()
    {
        (await DoAsync(services => services.GetRequiredService<ErasePeople>().EraseAsync(Cancellation))).ShouldNotBeNull();
        await LookAsync();
    }

    private DateOnly Day => DateOnly.FromDateTime(Now.UtcDateTime);

    private async Task ImportAsync(string delivery)
    {
        var outcomes = await DoAsync(services =>
            services.GetRequiredService<ImportRunner>().RunAsync([delivery], new(Force: true, KeptIssues: int.MaxValue), Cancellation)
        );
        outcomes.ShouldHaveSingleItem().ShouldBeOfType<ImportOutcome.Taken>().Report.Issues.Rejections.ShouldBe(0);
        await LookAsync();
    }

    /// <summary>Which account is whose, now: after an erasure, who comes again is a new one.</summary>
    private async Task LookAsync()
    {
        await using var db = app.OpenDb();
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(Cancellation);
        var numbers = accounts.ToDictionary(a => a.Id, a => int.Parse(a.ExternalId, System.Globalization.CultureInfo.InvariantCulture));
        parents = accounts.Where(a => a.Kind == AccountKind.Relative).ToDictionary(a => numbers[a.Id] - 1000);
        pupils = accounts.Where(a => a.Kind == AccountKind.Student).ToDictionary(a => a.Id, a => numbers[a.Id] - 2000);
    }

    /// <summary>With the code that the account has now, if it has one.</summary>
    public async Task<bool> ActivateAsync(int parent, string password)
    {
        var id = parents[parent].Id;
        await using var db = app.OpenDb();
        var code = await db.ActivationCodes.AsNoTracking().SingleOrDefaultAsync(c => c.AccountId == id, Cancellation);
        var claim = code is null ? new(id, "none") : ActivationClaim.Of(code);
        return await DoAsync(services =>
            services
                .GetRequiredService<ActivateAccount>()
                .ActivateAsync(claim, password, EmailAddress.TryParse($"p{parent}@example.org")!.Value, null, Cancellation)
        ) switch
        {
            ActivationOutcome.Activated => true,
            ActivationOutcome.Over => false,
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }

    public async Task<string> SignInAsync(int parent, string password)
    {
        var outcome = await DoAsync(services =>
            services.GetRequiredService<PasswordSignIn>().TryAsync(parents[parent].Login, password, null, Cancellation)
        );
        await ForgetTriesAsync();
        return outcome switch
        {
            SignInOutcome.SignedIn signedIn => $"in {NumberOf(signedIn.Credentials.Id)}",
            SignInOutcome.Absorbed absorbed => $"absorbed {NumberOf(absorbed.Account)}",
            SignInOutcome.Closed => "closed",
            _ => "refused",
        };
    }

    /// <summary>How many wrong passwords are too many is another test's matter.</summary>
    private async Task ForgetTriesAsync()
    {
        await using var db = app.OpenDb();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(c => c.AccessFailedCount, 0), Cancellation);
    }

    public async Task<string?> MakeKeyAsync(int parent) => (await app.MakeKeyAsync(parents[parent].Id) as KeyOutcome.Made)?.Code.ToString();

    public async Task<string> MergeAsync(int signedIn, string key, bool keepsOther)
    {
        return await MergeAsync(new PastedKeys(parents[signedIn].Id, MergeCode.FindAll(key), keepsOther, null));
    }

    public async Task<string> MergeByCodeAsync(int signedIn, int other, bool keepsOther)
    {
        await using var db = app.OpenDb();
        var id = parents[other].Id;
        var code = await db.ActivationCodes.SingleOrDefaultAsync(c => c.AccountId == id, Cancellation);
        var typed = code is null ? ActivationCodes.Make() : app.Services.GetRequiredService<ActivationCodes>().Open(code);
        return await MergeByPasswordAsync(signedIn, other, typed, keepsOther);
    }

    public async Task<string> MergeByPasswordAsync(int signedIn, int other, string secret, bool keepsOther)
    {
        var id = parents[signedIn].Id;
        var outcome = await DoAsync(services =>
            services.GetRequiredService<ProveOther>().TryAsync(id, parents[other].Login, secret, null, Cancellation)
        );
        await ForgetTriesAsync();
        return outcome switch
        {
            ProofOutcome.Given given => await MergeAsync(new TypedSecret(id, given.Ticket, keepsOther, null)),
            ProofOutcome.TooMany => "too-many",
            _ => "refused",
        };
    }

    private async Task<string> MergeAsync(MergeClaim claim)
    {
        var plan = await DoAsync(services => services.GetRequiredService<MergeAccounts>().PreviewAsync(claim, Cancellation));
        if (plan is MergePlan.Refused refused)
        {
            return refused.Reason.Code();
        }

        var digest = plan.ShouldBeOfType<MergePlan.Ready>().Digest();
        (
            await DoAsync(services => services.GetRequiredService<MergeAccounts>().ConfirmAsync(claim, digest, Cancellation))
        ).ShouldBeOfType<MergeOutcome.Merged>();
        return MergeModel.Ok;
    }

    public async Task<string> UndoAsync(int absorbed, int by)
    {
        await using var db = app.OpenDb();
        var id = parents[absorbed].Id;
        var merge = await db.Merges.Where(m => m.AbsorbedId == id && m.UndoneAt == null).Select(m => m.Id).SingleOrDefaultAsync(Cancellation);
        var request = new UndoRequest(merge, parents[by].Id, by == absorbed ? UndoProof.Absorbed : UndoProof.Root);
        return await DoAsync(services => services.GetRequiredService<UndoMerge>().UndoAsync(request, null, Cancellation)) is UndoDecision.Refused no
            ? no.Reason.ToString()
            : MergeModel.Ok;
    }

    /// <summary>As an administrator will.</summary>
    public async Task LockAsync(int parent)
    {
        await using var db = app.OpenDb();
        var (id, now) = (parents[parent].Id, Now);
        var free = await db.Guards.AnyAsync(g => g.AccountId == id && g.LockedAt == null, Cancellation);
        await db
            .Guards.Where(g => g.AccountId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.LockedAt, free ? now : (DateTimeOffset?)null), Cancellation);
    }

    /// <summary>What everybody sees: who each account is read through, and whom and which children that one shows.</summary>
    public async Task<string> ViewsAsync()
    {
        await using var db = app.OpenDb();
        AccountId[] ids = [.. parents.Values.Select(p => p.Id)];
        var graph = await db.LoadGraphAsync(ids, Cancellation);
        var roots = await db.Guards.Where(g => ids.Contains(g.AccountId)).ToDictionaryAsync(g => g.AccountId, g => g.RootId, Cancellation);
        return Shown.Of(
            parents.Keys.Order(),
            parent => NumberOf(roots[parents[parent].Id]),
            parent => AccountView.Of(graph, parents[parent].Id).MergedLogins.Select(m => parents.Single(p => p.Value.Login == m.Login).Key),
            parent => AccountView.Of(graph, parents[parent].Id).Children.SelectMany(c => c.StudentIds).Select(id => pupils[id]),
            root => Departure.Of(graph.Tree(parents[root].Id), new(MergeModel.Delay, MergeModel.Delay))?.Since,
            (await db.MergeKeys.AsNoTracking().Where(k => k.UsedAt == null && k.RevokedAt == null).ToListAsync(Cancellation))
                .Where(k => k.FaultAt(Now) is null)
                .Select(k => NumberOf(k.AccountId))
        );
    }

    private int NumberOf(AccountId account) => parents.Single(p => p.Value.Id == account).Key;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
