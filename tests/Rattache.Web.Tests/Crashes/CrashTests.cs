using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Crashes;

/// <summary>
/// The real program is killed with SIGKILL at a step of a confirmation, of an undo, or of sending the letters. Afterwards the change
/// is wholly there or wholly not, and the letters reach everybody whom they concern.
/// </summary>
public sealed class CrashTests : IAsyncLifetime
{
    /// <summary>The server has taken a letter, and its answer never arrives: the one case in which a letter may leave twice.</summary>
    private const string Letter = "letter";

    private readonly SmtpServer post = new();
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        app.Clock.SetUtcNow(DateTimeOffset.UtcNow); // the victim's clock is the machine's
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await post.DisposeAsync();
    }

    [Fact]
    public async Task KilledAtAnyStep_LeavesTheChangeWholeOrUndone_AndNoLetterIsLost()
    {
        var points = await CountAsync();
        points.Count(p => p.What == Steps.Confirm).ShouldBeGreaterThanOrEqualTo(8);
        points.Count(p => p.What == Steps.Undo).ShouldBeGreaterThanOrEqualTo(8);
        var random = new Random(Seed.Value);
        var kills = Rounds.Full
            ? Enumerable.Range(0, Math.Max(100, points.Count)).Select(i => points[i % points.Count])
            : Enumerable.Range(0, Rounds.Of(100)).Select(_ => points[random.Next(points.Count)]);
        var number = 0;
        foreach (var (what, step) in kills)
        {
            try
            {
                await KillAsync(what, step, $"crash{++number}");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Killed at {what}:{step}; {Seed.Said}", e);
            }
        }

        await app.ShouldBeSoundAsync();
    }

    private async Task KillAsync(string what, int step, string name)
    {
        post.Forget();
        var pair = what == Steps.Undo ? await Pair.MergedAsync(app, name) : await Pair.WithAKeyAsync(app, name);
        var stamp = await pair.StampAsync();
        await using (var victim = await Victim.StartAsync(app.Database.ConnectionString, post.Port, KillSwitch.At, $"{what}:{step}"))
        {
            if (what == Letter)
            {
                post.OnLetter = _ =>
                {
                    victim.Kill();
                    return null;
                };
            }

            await ActAsync(victim, pair, undo: what == Steps.Undo);
            await victim.DeadAsync(Cancellation);
            post.OnLetter = _ => null;
        }

        var changed = what == Steps.Undo ? await pair.IsWhollyUndoneOrNotAsync(stamp) : await pair.IsWhollyMergedOrNotAsync(stamp);
        if (what is Steps.Send or Letter)
        {
            changed.ShouldBeTrue("letters leave after the commit");
        }

        await DeliverTheRestAsync();
        foreach (var address in pair.Addresses)
        {
            var letters = post.Letters.Where(l => l.To.Mailboxes.Single().Address == address).ToArray();
            letters.Length.ShouldBeInRange(changed ? 1 : 0, changed ? 2 : 0, $"letters to {address}");
            letters.Select(l => l.MessageId).Distinct().Count().ShouldBe(changed ? 1 : 0);
        }

        if (!changed && what == Steps.Confirm)
        {
            await pair.MergeAsync(); // the key is whole
            await DeliverTheRestAsync(); // or the next victim would begin with these letters
        }
    }

    private async Task ActAsync(Victim victim, Pair pair, bool undo)
    {
        var visitor = await app.SignedInAsync(pair.KeptLogin);
        if (undo)
        {
            await visitor.OpenAsync($"/mon-compte/detacher/{await pair.MergeIdAsync()}");
            await Victim.LastAsync(() => victim.TakeOver(visitor).PressAsync("Détacher"));
            return;
        }

        await visitor.PasteAsync(pair.Key);
        await Victim.LastAsync(() => victim.TakeOver(visitor).ConfirmAsync());
    }

    /// <summary>Another process takes over, once the dead one's claims have run out.</summary>
    private async Task DeliverTheRestAsync()
    {
        await using var others = new Post(app.Database);
        others.Clock.SetUtcNow(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(10));
        using var dispatcher = others.Dispatcher(post.Port);
        await dispatcher.DispatchAsync(Cancellation);
    }

    /// <summary>Every step there is, from a run in which nobody dies.</summary>
    private async Task<List<(string What, int Step)>> CountAsync()
    {
        var file = Path.GetTempFileName();
        var pair = await Pair.WithAKeyAsync(app, "crash.count");
        await using (var victim = await Victim.StartAsync(app.Database.ConnectionString, post.Port, KillSwitch.Count, file))
        {
            await ActAsync(victim, pair, undo: false);
            await ActAsync(victim, pair, undo: true);
        }

        await DeliverTheRestAsync();
        var steps = await File.ReadAllLinesAsync(file, Cancellation);
        File.Delete(file);
        // Two letters, from looking for the first to marking the second: how often it looks in vain does not count.
        const int send = 12;
        return
        [
            .. Enumerable.Range(1, steps.Count(s => s == Steps.Confirm)).Select(i => (Steps.Confirm, i)),
            .. Enumerable.Range(1, steps.Count(s => s == Steps.Undo)).Select(i => (Steps.Undo, i)),
            .. Enumerable.Range(1, send).Select(i => (Steps.Send, i)),
            (Letter, 1),
        ];
    }
}
