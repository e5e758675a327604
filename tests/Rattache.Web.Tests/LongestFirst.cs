using Rattache.Web.Tests;
using Rattache.Web.Tests.Crashes;
using Rattache.Web.Tests.Features.SignIn.Reset;
using Rattache.Web.Tests.Modelled;
using Rattache.Web.Tests.Notifications;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Rattache.Web.Tests;

/// <summary>What takes a minute begins first: begun last, everybody waits for it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(CrashTests),
        nameof(ModelTests),
        nameof(TwoProcessesTests),
        nameof(FirstCodeCrashTests),
        nameof(ForgottenEnumerationTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderByDescending(IsLong)];

    private static bool IsLong<T>(T collection)
        where T : ITestCollection => Long.Any(name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
}
