using Xunit.Sdk;
using Xunit.v3;

namespace Rattache.Web.Tests.App;

/// <summary>What takes a minute begins first: begun last, everybody waits for it.</summary>
/// <param name="longest">Classes, or named collections.</param>
public abstract class LongestFirst(params string[] longest) : ITestCollectionOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderByDescending(IsLong)];

    private bool IsLong<T>(T collection)
        where T : ITestCollection =>
        longest.Any(name =>
            collection.TestCollectionDisplayName == name || collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)
        );
}
