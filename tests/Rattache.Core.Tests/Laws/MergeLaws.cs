using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Laws;

/// <summary>What DESIGN §1 promises, for any sequence of imports, merges and undos.</summary>
public sealed class MergeLaws
{
    private const int Tries = 400;

    private static readonly Gen<int> Pick = Gen.Int[0, 999];

    [Fact]
    public void MergeThenUndo_IsIdentityOnEveryView() =>
        Sample(
            Pick,
            (world, pick) =>
            {
                foreach (var merge in world.Acceptable(pick).Take(1))
                {
                    var merged = world.Join(merge);

                    merged.Cut(Undoable(merged, merge)).Views.ShouldBe(world.Taking(merge).Views);
                }
            }
        );

    [Fact]
    public void Undo_IsExactWhateverWasImportedMeanwhile() =>
        Sample(
            Gen.Select(Pick, World.AnyImport.Array[1, 8]),
            (world, later) =>
            {
                var (pick, imports) = later;
                foreach (var merge in world.Acceptable(pick).Take(1))
                {
                    var merged = world.Join(merge).After(imports);

                    merged.Cut(Undoable(merged, merge)).Views.ShouldBe(world.Taking(merge).After(imports).Views);
                }
            }
        );

    [Fact]
    public void MergeByFirstCodeThenUndo_ChangesNothingThatAnybodySees_ButThatTheAccountIsTaken() =>
        Sample(
            Pick,
            (world, pick) =>
            {
                foreach (var merge in world.Acceptable(pick).Where(m => m.Proof == MergeProof.FirstCode).Take(1))
                {
                    var merged = world.Join(merge);
                    var back = merged.Cut(Undoable(merged, merge));

                    back.Views.Select(Untaken).ShouldBe(world.Views.Select(Untaken));
                    back.View(merge.AbsorbedId).Root.Activated.ShouldBeTrue();
                    back.Views.Zip(world.Views).ShouldAllBe(pair => pair.First == pair.Second || pair.First.Root.Id == merge.AbsorbedId);
                }

                static AccountView Untaken(AccountView view) => view with { Root = view.Root with { Activated = false } };
            }
        );

    [Fact]
    public void MergeAndImport_Commute_WhereTheMergeIsAcceptedInBothOrders() =>
        Sample(
            Gen.Select(Pick, World.AnyImport),
            (world, later) =>
            {
                var (pick, import) = later;
                foreach (var merge in world.Acceptable(pick).Take(1))
                {
                    if (
                        world.Import(import).Acceptable().Any(m => (m.KeptId, m.AbsorbedId, m.Proof) == (merge.KeptId, merge.AbsorbedId, merge.Proof))
                    )
                    {
                        world.Import(import).Join(merge).Views.ShouldBe(world.Join(merge).Import(import).Views);
                    }
                }
            }
        );

    [Fact]
    public void Undo_AndImport_Commute() =>
        Sample(
            Gen.Select(Pick, World.AnyImport),
            (world, later) =>
            {
                var (pick, import) = later;
                foreach (var merge in world.Undoable(pick).Take(1))
                {
                    world.Import(import).Cut(merge).Views.ShouldBe(world.Cut(merge).Import(import).Views);
                }
            }
        );

    [Fact]
    public void EveryAccount_HasExactlyOneRoot() =>
        Sample(
            Pick,
            (world, _) =>
            {
                foreach (var id in world.Ids)
                {
                    var above = world.Roots.Where(root => world.Forest.Tree(root).Contains(id)).ShouldHaveSingleItem();
                    world.Forest.Root(id).ShouldBe(above);
                }

                world.Roots.SelectMany(world.Forest.Tree).Count().ShouldBe(world.Accounts.Length);
                world.Roots.Count().ShouldBe(world.Accounts.Length - world.Forest.Merges.Count());
            }
        );

    [Fact]
    public void Merges_NeverFormACircle_AndAreReadBackAsTheyAre() =>
        Sample(
            Pick,
            (world, _) =>
            {
                var read = world with { Forest = MergeForest.Of(world.Forest.Merges.OrderByDescending(m => m.MergedAt)) };

                read.Views.ShouldBe(world.Views);
            }
        );

    [Fact]
    public void Merge_OfAnythingButTwoRoots_IsNeverAccepted() =>
        Sample(
            Pick,
            (world, _) =>
                world
                    .Acceptable()
                    .ShouldAllBe(m => m.KeptId != m.AbsorbedId && !world.Forest.IsAbsorbed(m.KeptId) && !world.Forest.IsAbsorbed(m.AbsorbedId))
        );

    [Fact]
    public void Merge_ShowsTheUnionOfBothAndNothingElse() =>
        Sample(
            Pick,
            (world, pick) =>
            {
                foreach (var merge in world.Acceptable(pick).Take(1))
                {
                    var (kept, absorbed, person) = (world.View(merge.KeptId), world.View(merge.AbsorbedId), world.Join(merge).View(merge.KeptId));

                    person.Root.ShouldBe(kept.Root);
                    Pupils(person).ShouldBe(Pupils(kept).Union(Pupils(absorbed)), ignoreOrder: true);
                    person.Schools.ShouldBe(kept.Schools.Union(absorbed.Schools), ignoreOrder: true);
                    person.MergedLogins.Select(m => m.Login).ShouldBe([absorbed.Root.Login, .. Logins(kept), .. Logins(absorbed)], ignoreOrder: true);
                    person.Children.ShouldAllBe(c =>
                        c.Authority == kept.Children.Concat(absorbed.Children).Where(o => Same(c, o)).Min(o => o.Authority)
                    );
                    world
                        .Join(merge)
                        .View(merge.AbsorbedId)
                        .ShouldBe(world.Taking(merge).View(merge.AbsorbedId), "what was absorbed stays as it was");
                }
            }
        );

    [Fact]
    public void UndoingAll_InAnyOrder_GivesBackTheFactsAlone() =>
        Sample(
            Pick.Array[10],
            (world, picks) =>
            {
                var apart = world.After(picks.Select(p => new UndoSome(p)));

                apart.Forest.Merges.ShouldBeEmpty();
                apart.Views.ShouldBe((world with { Forest = MergeForest.Empty }).Views);
                apart.Views.ShouldAllBe(v => v.MergedLogins.IsEmpty && v.Children.All(c => c.Through.Length == 1));
            }
        );

    [Fact]
    public void CuttingAnyLink_SeparatesExactlyWhatItJoined() =>
        Sample(
            Pick,
            (world, pick) =>
            {
                foreach (var merge in world.Undoable(pick).Take(1))
                {
                    var root = world.Forest.Root(merge.KeptId);
                    var cut = world.Cut(merge);
                    var above = world.Ids.Where(id => id != merge.AbsorbedId && world.Forest.Tree(id).Contains(merge.AbsorbedId)).ToList();

                    cut.Forest.IsAbsorbed(merge.AbsorbedId).ShouldBeFalse();
                    cut.Forest.Tree(root).Concat(cut.Forest.Tree(merge.AbsorbedId)).ShouldBe(world.Forest.Tree(root), ignoreOrder: true);
                    foreach (var id in world.Ids.Except(above))
                    {
                        cut.View(id).ShouldBe(world.View(id));
                    }
                }
            }
        );

    [Fact]
    public void KeptAccountThatLeaves_TakesNobodyDown() =>
        Sample(
            Pick,
            (world, pick) =>
            {
                var root = world.Roots.ElementAt(pick % world.Roots.Count());
                var others = world.Graph.Tree(root).Skip(1).ToList();
                var leaves = new Import(
                    world.Accounts.IndexOf(world.Graph.Accounts[root]),
                    a => a with { LeftAt = Some.Now, Children = [], Places = [] },
                    "leaves"
                );

                var left = world.Import(leaves);

                AccountView.HasLeft(left.Graph.Tree(root)).ShouldBe(others.All(a => a.Left));
                Pupils(left.View(root)).ShouldBe(others.SelectMany(a => a.Children).Select(c => c.StudentId).Distinct(), ignoreOrder: true);
                left.View(root).MergedLogins.ShouldBe(world.View(root).MergedLogins);
                foreach (var other in world.Ids.Where(id => id != root))
                {
                    left.View(other).ShouldBe(world.View(other));
                }
            }
        );

    [Fact]
    public void View_DoesNotDependOnTheOrderInWhichFactsAreRead() =>
        Sample(
            Pick,
            (world, _) =>
            {
                var turned = world with
                {
                    Accounts =
                    [
                        .. world.Accounts.Select(a =>
                            a with
                            {
                                Children = [.. a.Children.Reverse().Select(c => c with { Places = [.. c.Places.Reverse()] })],
                                Places = [.. a.Places.Reverse()],
                            }
                        ),
                    ],
                };

                foreach (var (one, other) in world.Views.Zip(turned.Views))
                {
                    other.Children.ShouldBe(one.Children);
                    other.Schools.ShouldBe(one.Schools);
                }
            }
        );

    // Laws about merges say nothing in worlds without any.
    [Fact]
    public void Worlds_HoldMergesChainsAndUndos()
    {
        var (merged, chained, undone, taken) = (0, 0, 0, 0);

        Sample(
            Pick,
            (world, _) =>
            {
                Count(ref merged, world.Forest.Merges.Any());
                Count(ref chained, world.Forest.Merges.Any(m => world.Forest.IsAbsorbed(m.KeptId)));
                Count(ref undone, world.MergesMade > world.Forest.Merges.Count());
                Count(ref taken, world.Accounts.All(a => a.Activated));
            }
        );

        merged.ShouldBeGreaterThan(Tries / 2);
        chained.ShouldBeGreaterThan(Tries / 10);
        undone.ShouldBeGreaterThan(Tries / 4);
        taken.ShouldBeGreaterThan(Tries / 10);

        static void Count(ref int count, bool holds) => Interlocked.Add(ref count, holds ? 1 : 0);
    }

    private static void Sample<T>(Gen<T> more, Action<World, T> law) =>
        Gen.Select(World.AnyPast, more).Sample((past, chosen) => law(World.Start.After(past), chosen), iter: Tries);

    private static Merge Undoable(World world, Merge merge) => world.Undoable().First(m => m.Id == merge.Id);

    private static IEnumerable<AccountId> Pupils(AccountView view) => view.Children.SelectMany(c => c.StudentIds);

    private static IEnumerable<string> Logins(AccountView view) => view.MergedLogins.Select(m => m.Login);

    private static bool Same(ChildView one, ChildView other) => one.StudentIds.Intersect(other.StudentIds).Any() || one.IsSameChildAs(other);
}
