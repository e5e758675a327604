using Microsoft.EntityFrameworkCore;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

public sealed class ImportLockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSecond_SaysThatItWaits_ThenRuns()
    {
        await using var app = await ImportApp.StartAsync();
        await using var other = app.OpenDb();
        var waits = new TaskCompletionSource();
        var steps = new Steps(step =>
        {
            if (step.Step == ImportStep.Waiting)
            {
                waits.SetResult(); // and a second time would throw
            }
        });
        Task<System.Collections.Immutable.ImmutableArray<ImportOutcome>> second;
        await using (await ImportLock.TakeAsync(other, () => { }, Cancellation))
        {
            second = app.RunAsync(new(Progress: steps), Samples.Of("aaf"));
            await Task.WhenAny(waits.Task, second);
            second.IsCompleted.ShouldBeFalse();
            steps.Told.Select(s => s.Step).ShouldBe([ImportStep.Waiting]);
        }

        (await second).Single().ShouldBeOfType<ImportOutcome.Taken>();
    }

    [Fact]
    public async Task TwoAtOnce_GiveWhatOneGives()
    {
        await using var one = await ImportApp.StartAsync();
        await using var both = await ImportApp.StartAsync();
        await one.TakeAsync(Samples.Of("aaf"));

        var outcomes = await Task.WhenAll(both.RunAsync(new(), Samples.Of("aaf")), both.RunAsync(new(), Samples.Of("aaf")));

        outcomes.Select(o => o.Single()).ShouldAllBe(o => o is ImportOutcome.Taken);
        (await both.Db.StatedAsync()).ShouldBe(await one.Db.StatedAsync());
        outcomes.Select(o => o.Single().Document.Counts.Sum(c => c.Added)).Order().First().ShouldBe(0);
        (await both.Db.ImportRuns.CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task GivenUpWhileWaiting_LetsTheNextOneIn()
    {
        await using var app = await ImportApp.StartAsync();
        await using (var first = app.OpenDb())
        await using (await ImportLock.TakeAsync(first, () => { }, Cancellation))
        {
            using var given = new CancellationTokenSource();
            await using var second = app.OpenDb();
            await Should.ThrowAsync<OperationCanceledException>(() => ImportLock.TakeAsync(second, given.Cancel, given.Token));
        }

        await app.TakeAsync(Samples.Of("aaf"));
    }

    [Fact]
    public async Task Progress_GoesThroughTheStepsAndAllBytes()
    {
        await using var app = await ImportApp.StartAsync();
        var steps = new Steps();

        await app.RunAsync(new(Progress: steps), Samples.Of("aaf"));

        steps.Told.Select(s => s.Step).Distinct().ShouldBe([ImportStep.Opening, ImportStep.Reading, ImportStep.Comparing, ImportStep.Writing]);
        var reading = steps.Told.Where(s => s.Step == ImportStep.Reading).ToArray();
        var bytes = Directory.GetFiles(Samples.Of("aaf"), "*.xml").Sum(file => new FileInfo(file).Length);
        reading.ShouldAllBe(s => s.Total == bytes);
        reading.Select(s => s.Done).ShouldBeInOrder();
        (reading[0].Done, reading[^1].Done).ShouldBe((0, bytes));
        reading.Length.ShouldBeInRange(5, 210);
    }
}
