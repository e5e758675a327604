using Rattache.Core.Events;
using Rattache.Core.Merging;

namespace Rattache.Core.Tests.Merging;

/// <summary>Texts, audit and services know these names: a new one may come, none may change.</summary>
public sealed class CodesTests
{
    [Fact]
    public void Refusals_HaveTheCodesOfTheDesignInItsOrder() =>
        Enum.GetValues<MergeRefusal>()
            .Select(r => r.Code())
            .ShouldBe([
                "merge.key-invalid",
                "merge.same-account",
                "merge.not-relative",
                "merge.co-parents",
                "merge.hold",
                "merge.administrator",
                "merge.already-absorbed",
                "merge.own-inactive",
                "merge.inactive",
                "merge.source-family",
                "merge.federated",
                "merge.conflict",
                "merge.too-many-keys",
                "merge.too-many-tries",
                "merge.proof-over",
            ]);

    [Fact]
    public void Warnings_HaveStableCodes() =>
        Enum.GetValues<MergeWarning>()
            .Select(w => w.Code())
            .ShouldBe(["warning.names-differ", "warning.birth-dates-differ", "warning.nothing-shared"]);

    [Fact]
    public void UndoRefusals_HaveStableCodes() => Enum.GetValues<UndoRefusal>().Select(r => r.Code()).ShouldBe(["undo.unknown", "undo.locked"]);

    [Fact]
    public void Proofs_HaveStableCodesAndNumbers() =>
        Enum.GetValues<MergeProof>().Select(p => $"{(int)p} {p.Code()}").ShouldBe(["1 key", "2 administrator", "3 password", "4 first-code"]);

    [Fact]
    public void Events_HaveStableTypes() => new[] { AccountsMerged.Type, MergeUndone.Type }.ShouldBe(["accounts.merged", "merge.undone"]);

    [Fact]
    public void Codes_OfNoKnownValue_Throw()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ((MergeRefusal)0).Code());
        Should.Throw<ArgumentOutOfRangeException>(() => ((MergeWarning)0).Code());
        Should.Throw<ArgumentOutOfRangeException>(() => ((UndoRefusal)0).Code());
        Should.Throw<ArgumentOutOfRangeException>(() => ((MergeProof)0).Code());
    }
}
