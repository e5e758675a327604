using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Modelled;

/// <summary>Whatever people and feeds do in whatever order, the product and a small model of it never disagree.</summary>
public sealed class ModelTests
{
    private const int Parents = 12;
    private const int Pupils = 14;

    [Fact]
    public async Task AnySequenceOfOperations_LeavesProductAndModelAgreed()
    {
        await using var world = await World.StartAsync();
        var play = new Play(world, new(Parents), new(Seed.Value));
        await play.FullAsync();
        var operations = Rounds.Of(10_000);
        // Dice leave the rarest out of one run in some hundreds: then the play goes on, and only what never comes fails.
        for (var operation = 1; operation <= operations || (play.Missing.Any() && operation <= 3 * operations); operation++)
        {
            var told = await play.StepAsync();
            (await world.ViewsAsync()).ShouldBe(Shown.Of(play.Model, Parents, world.Now), $"after operation {operation}, {told}; {Seed.Said}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', play.Outcomes.OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}")));
        play.Missing.ShouldBeEmpty($"the dice left it out; {Seed.Said}");
    }

    /// <summary>Throws the dice, does the same in both, and compares the answers.</summary>
    private sealed class Play(World world, MergeModel model, Random dice)
    {
        private readonly List<string> keys = [Guid.NewGuid().ToString()];

        private static string[] WhatComesOften =>
            ["full", "delta withdraw", "key True", "merge merge.key-invalid", "merge ok", "sign-in in", "undo Unknown", "undo ok"];

        private static string[] AllThatComes =>
            [
                .. WhatComesOften,
                "activate True",
                "delta arrive",
                "delta parents",
                "delta pupil",
                "erase",
                "wait",
                "sign-in closed",
                "activate False",
                "lock",
                "merge merge.co-parents",
                "merge merge.inactive",
                "merge merge.own-inactive",
                "merge merge.same-account",
                "sign-in absorbed",
                "sign-in refused",
                "undo Locked",
                "password ok",
                "password refused",
                "password merge.already-absorbed",
                "code ok",
                "code refused",
                "code merge.already-absorbed",
                "code merge.co-parents",
                "code merge.inactive",
            ];

        public MergeModel Model => model;

        public Dictionary<string, int> Outcomes { get; } = [];

        public IEnumerable<string> Missing => (Rounds.Full ? AllThatComes : WhatComesOften).Except(Outcomes.Keys);

        public async Task<string> StepAsync()
        {
            world.Pass(TimeSpan.FromSeconds(dice.Next(300)));
            var (what, outcome) = dice.Next(100) switch
            {
                < 2 => ("full", await FullAsync()),
                < 5 => ("delta", await DeltaAsync()),
                < 6 => ("wait", Wait()),
                < 7 => ("erase", await EraseAsync()),
                < 12 => ("activate", await ActivateAsync(dice.Next(Parents))),
                < 16 => ("sign-in", await SignInAsync(Pick(dice.Next(3) > 0 ? Anybody : model.IsAbsorbed))),
                < 22 => ("lock", await LockAsync(Pick(dice.Next(3) > 0 ? model.IsLocked : Anybody))),
                < 45 => ("key", await MakeKeyAsync(Pick(IsAtHome))),
                < 63 => ("merge", await MergeAsync(Pick(IsAtHome))),
                < 69 => ("password", await MergeByPasswordAsync(Pick(IsAtHome), Pick(dice.Next(4) > 0 ? IsAtHome : model.IsAbsorbed))),
                < 75 => ("code", await MergeByCodeAsync(Pick(IsAtHome), Pick(model.HasACode))),
                _ => ("undo", await UndoAsync(Pick(dice.Next(3) > 0 ? model.IsAbsorbed : Anybody))),
            };
            var told = $"{what} {outcome}".Trim();
            Outcomes[told] = Outcomes.GetValueOrDefault(told) + 1;
            return told;
        }

        /// <summary>Everybody comes or goes now and then, and stays so for a while; pupils have other parents each time.</summary>
        public async Task<string> FullAsync()
        {
            var parents = Enumerable.Range(0, Parents).Where(p => model.IsThere(p) != (dice.Next(model.Exists(p) ? 10 : 2) == 0)).ToArray();
            var parentsOf = Enumerable
                .Range(0, Pupils)
                .Where(p => model.IsPupilThere(p) != (dice.Next(3) == 0))
                .ToDictionary(p => p, _ => parents.OrderBy(_ => dice.Next()).Take(dice.Next(4)).ToArray());
            await world.FullAsync(parents, parentsOf);
            model.Full(parents, parentsOf, world.Now);
            return "";
        }

        private async Task<string> DeltaAsync()
        {
            var parent = dice.Next(Parents);
            var pupil = dice.Next(Pupils);
            switch (dice.Next(4))
            {
                case 0 when model.IsThere(parent):
                    await world.WithdrawParentAsync(parent);
                    model.Leave(parent, world.Now);
                    return "withdraw";
                case 1 when model.IsPupilThere(pupil):
                    await world.WithdrawPupilAsync(pupil);
                    model.PupilLeaves(pupil, world.Now);
                    return "pupil";
                case 2 when model.IsPupilThere(pupil):
                    var adults = Enumerable.Range(0, Parents).Where(model.Exists).OrderBy(_ => dice.Next()).Take(dice.Next(4)).ToArray();
                    await world.NewParentsAsync(pupil, adults);
                    model.NewParents(pupil, adults);
                    return "parents";
                default:
                    await world.ArriveAsync(parent);
                    model.Arrive(parent);
                    return "arrive";
            }
        }

        private string Wait()
        {
            world.Pass(dice.Next(24) * TimeSpan.FromHours(1));
            return "";
        }

        private async Task<string> EraseAsync()
        {
            await world.EraseAsync();
            model.Erase(world.Now);
            return "";
        }

        private bool IsAtHome(int parent) => model.IsAtHome(parent, world.Now);

        private async Task<string> ActivateAsync(int parent) =>
            model.Exists(parent)
                ? Same(model.Activate(parent, Password(parent), world.Now), await world.ActivateAsync(parent, Password(parent))).ToString()
                : "";

        private async Task<string> SignInAsync(int parent)
        {
            if (!model.Exists(parent))
            {
                return "";
            }

            var password = Password(dice.Next(2) == 0 ? parent : dice.Next(Parents));
            return Same(model.SignIn(parent, password, world.Now), await world.SignInAsync(parent, password)).Split(' ')[0];
        }

        private async Task<string> LockAsync(int parent)
        {
            if (!model.Exists(parent))
            {
                return "";
            }

            model.Lock(parent);
            await world.LockAsync(parent);
            return "";
        }

        private async Task<string> MakeKeyAsync(int parent)
        {
            if (!IsAtHome(parent))
            {
                return "";
            }

            var key = await world.MakeKeyAsync(parent);
            keys.Add(key ?? Guid.NewGuid().ToString());
            return Same(model.MakeKey(parent, keys[^1], world.Now), key is not null).ToString();
        }

        private async Task<string> MergeAsync(int parent)
        {
            if (!IsAtHome(parent))
            {
                return "";
            }

            var key = keys[Math.Max(0, keys.Count - 1 - dice.Next(5))];
            var keepsOther = dice.Next(5) == 0;
            return Same(model.Merge(parent, key, keepsOther, world.Now), await world.MergeAsync(parent, key, keepsOther));
        }

        private async Task<string> MergeByPasswordAsync(int parent, int other)
        {
            if (!IsAtHome(parent) || !model.Exists(other))
            {
                return "";
            }

            var password = Password(dice.Next(4) > 0 ? other : dice.Next(Parents));
            var keepsOther = dice.Next(5) == 0;
            return Same(
                model.MergeByPassword(parent, other, password, keepsOther, world.Now),
                await world.MergeByPasswordAsync(parent, other, password, keepsOther)
            );
        }

        private async Task<string> MergeByCodeAsync(int parent, int other)
        {
            if (!IsAtHome(parent) || !model.Exists(other))
            {
                return "";
            }

            var keepsOther = dice.Next(10) == 0;
            return Same(model.MergeByCode(parent, other, keepsOther, world.Now), await world.MergeByCodeAsync(parent, other, keepsOther));
        }

        private async Task<string> UndoAsync(int absorbed)
        {
            if (!model.Exists(absorbed))
            {
                return "";
            }

            var by = dice.Next(3) switch
            {
                0 => absorbed,
                1 => model.Root(absorbed),
                _ => Pick(model.Exists),
            };
            return Same(model.Undo(absorbed, by, world.Now), await world.UndoAsync(absorbed, by));
        }

        /// <summary>Of those for whom it makes sense, if there are any: operations that come to nothing teach nothing.</summary>
        private int Pick(Func<int, bool> sensible)
        {
            var some = Enumerable.Range(0, Parents).Where(sensible).ToArray();
            return some.Length == 0 ? dice.Next(Parents) : some[dice.Next(some.Length)];
        }

        private static bool Anybody(int parent) => true;

        // Some share a password, as one person's accounts do.
        private static string Password(int parent) => $"phrase de passe du groupe {parent % 8}";

        private static T Same<T>(T modelled, T done)
        {
            done.ShouldBe(modelled, Seed.Said);
            return done;
        }
    }
}
