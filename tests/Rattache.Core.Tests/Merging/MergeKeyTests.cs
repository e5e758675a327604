using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeKeyTests
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    [Fact]
    public void Key_WhileItLives_HasNoFault()
    {
        var key = Some.Key("franck.cavel3");

        key.ExpiresAt.ShouldBe(Some.Now + Life);
        key.FaultAt(Some.Now).ShouldBeNull();
        key.FaultAt(key.ExpiresAt - TimeSpan.FromTicks(1)).ShouldBeNull();
    }

    [Fact]
    public void Key_AtTheEndOfItsLife_IsExpired()
    {
        var key = Some.Key("franck.cavel3");

        key.FaultAt(key.ExpiresAt).ShouldBe(ProofFault.Expired);
        key.FaultAt(key.ExpiresAt.ToOffset(TimeSpan.FromHours(2))).ShouldBe(ProofFault.Expired);
    }

    [Theory]
    [InlineData(true, true, ProofFault.Used)]
    [InlineData(true, false, ProofFault.Used)]
    [InlineData(false, true, ProofFault.Revoked)]
    public void Key_UsedOrRevoked_SaysSoEvenOnceExpired(bool used, bool revoked, ProofFault fault)
    {
        var key = new MergeKey(Guid.Empty, Some.Id("franck.cavel3"), Some.Code("x"), Some.Now, Life)
        {
            UsedAt = used ? Some.Now : null,
            RevokedAt = revoked ? Some.Now : null,
        };

        key.FaultAt(Some.Now).ShouldBe(fault);
        key.FaultAt(Some.Now + Life).ShouldBe(fault);
    }

    [Fact]
    public void Key_KeepsTheHashAndNothingElseOfTheCode()
    {
        var code = Some.Code("franck.cavel3");
        var key = Some.Key("franck.cavel3");

        key.Hash.ShouldBe(code.Hash());
        typeof(MergeKey).GetProperties().ShouldNotContain(p => p.PropertyType == typeof(MergeCode) || p.PropertyType == typeof(string));
    }
}
