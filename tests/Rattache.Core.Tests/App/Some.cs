using System.Security.Cryptography;
using System.Text;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Core.Tests.App;

/// <summary>Test data. Ids come from names, so that a test speaks of <c>franck.cavel</c> and never of a Guid.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 30, 0, TimeSpan.Zero);

    public static AccountId Id(string name) => new(Guid(name));

    public static MergeId Merge(string absorbed) => new(Guid($"merge {absorbed}"));

    public static AccountFacts Parent(string login, params Child[] children) =>
        new()
        {
            Id = Id(login),
            Login = login,
            Kind = AccountKind.Relative,
            Source = DirectorySource.Aaf,
            FirstName = "Franck",
            LastName = "Cavel",
            Activated = true,
            Children = [.. children],
        };

    public static Child Child(string name, string? ine = null, ParentalAuthority authority = ParentalAuthority.Legal, params Place[] places) =>
        new(Id(name), ine, name, "Cavel", LinkKind.Father, authority, [.. places]);

    public static Place Place(string school, string? className = null) => new(new(Guid(school)), school, className);

    public static MergeCode Code(string name) => MergeCode.From(Guid(name).ToByteArray());

    public static MergeKey Key(string account) => new(Guid($"key {account}"), Id(account), Code(account), Now, TimeSpan.FromMinutes(30));

    public static OtherProof ByKey(string account) => new OtherProof.ByKey(Key(account));

    public static OtherProof ByPassword(string account, ProofFault? broken = null) =>
        new OtherProof.ByPassword(Id(account), Now + OtherProof.Life, broken);

    public static OtherProof ByFirstCode(string account, ProofFault? broken = null) =>
        new OtherProof.ByFirstCode(Id(account), Now + OtherProof.Life, broken);

    public static Merge Merge(string kept, string absorbed) => new(Merge(absorbed), Id(kept), Id(absorbed), Now, Id(kept), MergeProof.Key);

    /// <summary>A graph of these accounts, nothing merged.</summary>
    public static AccountGraph Graph(params AccountFacts[] accounts) => AccountGraph.Of(accounts, []);

    public static AccountGraph Merged(this AccountGraph graph, string kept, params string[] absorbed) =>
        graph with
        {
            Forest = absorbed.Aggregate(graph.Forest, (forest, one) => forest.Join(Merge(kept, one))),
        };

    private static Guid Guid(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
