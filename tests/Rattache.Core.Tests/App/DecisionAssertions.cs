using Rattache.Core.Merging;

namespace Rattache.Core.Tests.App;

internal static class DecisionAssertions
{
    public static void ShouldWarn(this MergeDecision decision, params MergeWarning[] warnings) =>
        decision.ShouldBeOfType<MergeDecision.Accepted>().Warnings.ShouldBe(warnings);
}
