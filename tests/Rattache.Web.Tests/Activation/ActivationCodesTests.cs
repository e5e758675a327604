using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;

namespace Rattache.Web.Tests.Activation;

public sealed class ActivationCodesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rattache-codes-");
    private readonly AccountId franck = new(Guid.CreateVersion7());

    private string KeyFile => Path.Combine(folder.FullName, "keys", "activation.key");

    [Fact]
    public void Make_IsEightyBitsInFours()
    {
        var codes = Enumerable.Range(0, 500).Select(_ => ActivationCodes.Make()).ToArray();
        codes.Distinct().Count().ShouldBe(500);
        codes.ShouldAllBe(code => System.Text.RegularExpressions.Regex.IsMatch(code, "^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$"));
    }

    [Theory]
    [InlineData("7KQ2-9DHM-X4TB-30P1", true)]
    [InlineData("7kq29dhmx4tb30p1", true)]
    [InlineData(" 7KQ2 9DHM–X4TB 3OPI ", true)]
    [InlineData("7kq2-9dhm-x4tb-3opl", true)]
    [InlineData("7KQ2-9DHM-X4TB-30P2", false)]
    [InlineData("7KQ2-9DHM-X4TB", false)]
    [InlineData("", false)]
    [InlineData("é", false)]
    public void Matches_ForgivesWhatHandsAndEyesMistake(string typed, bool matches)
    {
        var codes = Codes();
        codes.Matches(new(franck, codes.Seal(franck, "7KQ2-9DHM-X4TB-30P1"), DateTimeOffset.UnixEpoch), typed).ShouldBe(matches);
    }

    [Fact]
    public void Sealed_OpensAgainAndNeverLooksTheSame()
    {
        var code = ActivationCodes.Make();
        var (one, two) = (Codes().Seal(franck, code), Codes().Seal(franck, code));
        one.ShouldNotBe(two);
        Codes().Open(new(franck, one, DateTimeOffset.UnixEpoch)).ShouldBe(code);
    }

    [Fact]
    public void Sealed_MovedToAnotherAccountOrUnderAnotherKey_DoesNotOpen()
    {
        var @sealed = Codes().Seal(franck, ActivationCodes.Make());
        Should.Throw<CryptographicException>(() => Codes().Open(new AccountId(Guid.CreateVersion7()), @sealed));
        File.Delete(KeyFile);
        Should.Throw<CryptographicException>(() => Codes().Open(franck, @sealed));
    }

    [Fact]
    public async Task KeyFile_MadeByManyAtOnce_IsOneAndItsOwnersAlone()
    {
        for (var round = 0; round < 20; round++)
        {
            var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ActivationKeyFile.LoadAsync(KeyFile))));
            keys.Select(Convert.ToHexString).Distinct().Count().ShouldBe(1);
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Delete(KeyFile);
        }
    }

    [Fact]
    public void KeyFile_OfAnotherLength_IsNotUsed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, "court");
        Should.Throw<OperatorException>(() => Codes().Seal(franck, ActivationCodes.Make()));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ActivationCodes Codes() => new(new ConfigurationBuilder().AddInMemoryCollection([new("Activation:KeyFile", KeyFile)]).Build());
}
