using System.Collections.Immutable;
using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Laws;

/// <summary>
/// The whole product in small: facts that imports rewrite, merges and undos over them. Everything is decided by
/// <see cref="MergeRules"/> and done by <see cref="MergeForest"/>; a step that nothing allows does nothing.
/// </summary>
internal sealed record World(ImmutableArray<AccountFacts> Accounts, MergeForest Forest, int MergesMade)
{
    private const int Size = 5;
    private static readonly MergeRules Rules = new();
    private static readonly ImmutableArray<OtherProof> Proofs =
    [
        .. from i in Enumerable.Range(0, Size)
        from proof in (OtherProof[])[Some.ByKey(Login(i)), Some.ByPassword(Login(i)), Some.ByFirstCode(Login(i))]
        select proof,
    ];

    /// <summary>One parent has not activated their account yet.</summary>
    public static World Start { get; } =
        new([.. Enumerable.Range(0, Size).Select(i => Some.Parent(Login(i)) with { Activated = i > 0 })], MergeForest.Empty, 0);

    public AccountGraph Graph => new(Accounts.ToImmutableDictionary(a => a.Id), Forest);

    public IEnumerable<AccountId> Ids => Accounts.Select(a => a.Id);

    public IEnumerable<AccountId> Roots => Ids.Where(id => !Forest.IsAbsorbed(id));

    /// <summary>What every account shows, absorbed ones included.</summary>
    public AccountView[] Views => Graph is var graph ? [.. Ids.Select(id => AccountView.Of(graph, id))] : [];

    public AccountView View(AccountId id) => AccountView.Of(Graph, id);

    public World After(IEnumerable<Step> steps) => steps.Aggregate(this, (world, step) => step.On(world));

    public World Import(Import import) => this with { Accounts = Accounts.SetItem(import.Account, import.Facts(Accounts[import.Account])) };

    /// <summary>Every merge that the rules accept now, of whatever accounts, in whichever direction; <paramref name="first"/> says where to begin.</summary>
    public IEnumerable<Merge> Acceptable(int first = 0)
    {
        var graph = Graph;
        return from n in Enumerable.Range(first, Size * Proofs.Length * 2)
            let signedIn = Accounts[n % Size].Id
            let proof = Proofs[n / Size % Proofs.Length]
            let keepsOther = n / (Size * Proofs.Length) % 2 == 1
            where Rules.Decide(graph, new(signedIn, proof, keepsOther), Some.Now) is MergeDecision.Accepted
            select keepsOther ? NewMerge(proof.Account, signedIn, proof.Title) : NewMerge(signedIn, proof.Account, proof.Title);
    }

    /// <summary>Every undo that the rules accept now, whoever asks.</summary>
    public IEnumerable<Merge> Undoable(int first = 0)
    {
        var graph = Graph;
        var merges = graph.Forest.Merges.OrderBy(m => m.AbsorbedId).ToList();
        return from n in Enumerable.Range(first, Size * 3 * merges.Count)
            let merge = merges[n % merges.Count]
            let asker = Accounts[n / merges.Count % Size].Id
            let proof = (UndoProof)(1 + n / merges.Count / Size % 3)
            let decision = MergeRules.Undo(graph, new(merge.Id, asker, proof)) as UndoDecision.Accepted
            where decision is not null
            select decision.Merge;
    }

    public World Join(Merge merge) => Taking(merge) with { Forest = Forest.Join(merge), MergesMade = MergesMade + 1 };

    /// <summary>What a merge by first-time code does beside merging: the account is its owner's from now on, and stays so when detached.</summary>
    public World Taking(Merge merge) =>
        merge.Proof == MergeProof.FirstCode
            ? this with
            {
                Accounts = [.. Accounts.Select(a => a.Id == merge.AbsorbedId ? a with { Activated = true } : a)],
            }
            : this;

    public World Cut(Merge merge) => this with { Forest = Forest.Cut(merge.Id) };

    private Merge NewMerge(AccountId kept, AccountId absorbed, MergeProof proof) =>
        new(new(new Guid(MergesMade, 0, 0, new byte[8])), kept, absorbed, Some.Now.AddDays(MergesMade), kept, proof);

    private static string Login(int account) => $"parent{account}";

    /// <summary>What a feed, or an administrator, may say of an account at any time.</summary>
    public static Gen<Import> AnyImport { get; } =
        Gen.Select(Gen.Int[0, Size - 1], AnyChildren(), AnyPlaces(), Gen.OneOf("Cavel", "Martin", "CAVEL"), Gen.Int[0, 15])
            .Select(
                (account, children, places, name, flag) =>
                    new Import(
                        account,
                        a =>
                            a with
                            {
                                Children = children,
                                Places = places,
                                LastName = name,
                                LeftAt = flag == 0 ? Some.Now : null,
                                Locked = flag == 1,
                                Held = flag == 2,
                                Administrator = flag == 3,
                                Federated = flag == 4,
                            },
                        $"{children.Length} children, {places.Length} places, {name}, {flag}"
                    )
            );

    public static Gen<Step> AnyStep { get; } =
        Gen.Frequency(
            (4, AnyImport.Select(Step (i) => i)),
            (4, Gen.Int[0, 999].Select(Step (pick) => new MergeSome(pick))),
            (2, Gen.Int[0, 999].Select(Step (pick) => new UndoSome(pick)))
        );

    /// <summary>Any world that can come about.</summary>
    public static Gen<Step[]> AnyPast { get; } = AnyStep.Array[0, 16];

    // Pupils 0 and 1 are two records of one child.
    private static Gen<ImmutableArray<Child>> AnyChildren() =>
        Gen.Select(Gen.Int[0, 9], Gen.Enum<ParentalAuthority>(), AnyPlaces())
            .Select((pupil, authority, places) => Some.Child($"pupil{pupil}", pupil < 2 ? "INE" : null, authority) with { Places = places })
            .Array[0, 2]
            .Select(children => children.DistinctBy(c => c.StudentId).ToImmutableArray());

    private static Gen<ImmutableArray<Place>> AnyPlaces() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1])
            .Select((school, room) => Some.Place($"school{school}", $"{room}A"))
            .Array[0, 2]
            .Select(p => p.Distinct().ToImmutableArray());
}

internal abstract record Step
{
    public abstract World On(World world);
}

internal sealed record Import(int Account, Func<AccountFacts, AccountFacts> Facts, string Shown) : Step
{
    public override World On(World world) => world.Import(this);

    public override string ToString() => $"Import {Account}: {Shown}";
}

internal sealed record MergeSome(int Pick) : Step
{
    public override World On(World world) => world.Acceptable(Pick).FirstOrDefault() is { } merge ? world.Join(merge) : world;
}

internal sealed record UndoSome(int Pick) : Step
{
    public override World On(World world) => world.Undoable(Pick).FirstOrDefault() is { } merge ? world.Cut(merge) : world;
}
