using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeTests
{
    [Fact]
    public void Close_OpenMerge_KeepsWhoWhenAndHow()
    {
        var merge = Some.Merge("franck.cavel", "franck.cavel3");
        merge.IsOpen.ShouldBeTrue();

        merge.Close(Some.Now.AddDays(1), Some.Id("franck.cavel3"), UndoProof.Absorbed);

        merge.IsOpen.ShouldBeFalse();
        merge.UndoneAt.ShouldBe(Some.Now.AddDays(1));
        merge.UndoneBy.ShouldBe(Some.Id("franck.cavel3"));
        merge.UndoneWith.ShouldBe(UndoProof.Absorbed);
        merge.MergedAt.ShouldBe(Some.Now);
    }

    [Fact]
    public void Close_ClosedMerge_Throws()
    {
        var merge = Some.Merge("franck.cavel", "franck.cavel3");
        merge.Close(Some.Now, merge.KeptId, UndoProof.Root);

        Should.Throw<InvalidOperationException>(() => merge.Close(Some.Now.AddDays(1), merge.AbsorbedId, UndoProof.Absorbed));
        merge.UndoneWith.ShouldBe(UndoProof.Root);
    }
}
