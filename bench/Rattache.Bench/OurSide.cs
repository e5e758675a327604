using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Core.Merging;
using Rattache.Web;
using Rattache.Web.Data;
using Rattache.Web.Features.Activation;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.Shared;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;

namespace Rattache.Bench;

/// <summary>Confirms merges as the page does, without HTTP: one scope, one context, one transaction each.</summary>
internal sealed class OurSide : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string[] digests = new string[BenchDirectory.Pairs + 1];

    public OurSide(string connectionString)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["ConnectionStrings:Rattache"] = connectionString;
        builder.Logging.ClearProviders();
        builder.AddHosting();
        builder.AddData();
        builder.AddSignIn();
        builder.AddActivation();
        builder.AddMerging();
        builder.AddOutbox();
        builder.AddScreens();
        app = builder.Build(); // never started: neither the outbox nor the sealing of the audit takes part
    }

    /// <summary>What each page would carry: the facts do not change between rounds, nor do the digests.</summary>
    public async Task PreviewAllAsync()
    {
        for (var pair = 1; pair <= BenchDirectory.Pairs; pair++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var plan = await scope.ServiceProvider.GetRequiredService<MergeAccounts>().PreviewAsync(Pasted(pair), CancellationToken.None);
            digests[pair] = plan is MergePlan.Ready ready ? ready.Digest() : throw new InvalidOperationException($"Pair {pair}: {plan}");
        }
    }

    /// <returns>Merges a second.</returns>
    public async Task<double> MergeAsync(int first, int count, int clients)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        for (var pair = first + client; pair < first + count; pair += clients)
                        {
                            await ConfirmAsync(pair);
                        }
                    })
                )
        );
        return count / watch.Elapsed.TotalSeconds;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ConfirmAsync(int pair)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var merges = scope.ServiceProvider.GetRequiredService<MergeAccounts>();
        var outcome = await merges.ConfirmAsync(Pasted(pair), digests[pair], CancellationToken.None);
        if (outcome is not MergeOutcome.Merged)
        {
            throw new InvalidOperationException($"Pair {pair}: {outcome}");
        }
    }

    private static PastedKeys Pasted(int pair) =>
        new(
            new(BenchDirectory.Relative((2 * pair) - 1)),
            MergeCode.FindAll(BenchDirectory.Key(pair)),
            KeepsOther: false,
            $"10.0.{pair / 256}.{pair % 256}"
        );
}
