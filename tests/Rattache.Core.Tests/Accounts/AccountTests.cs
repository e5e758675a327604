using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

public sealed class AccountTests
{
    [Fact]
    public void Construction_NoLogin_Throws() => Should.Throw<ArgumentException>(() => Make(""));

    [Fact]
    public void DisplayName_IsFirstThenLastName() => Make("franck.cavel").DisplayName.ShouldBe("Franck Cavel");

    [Fact]
    public void Guard_OfANewAccount_IsItsOwnRoot()
    {
        var guard = new AccountGuard(Some.Id("franck.cavel"));

        guard.RootId.ShouldBe(guard.AccountId);
        guard.Version.ShouldBe(0);
    }

    [Theory]
    [InlineData(DirectorySource.Aaf, SourceFamily.Academic)]
    [InlineData(DirectorySource.Aaf1d, SourceFamily.Academic)]
    [InlineData(DirectorySource.Onde, SourceFamily.Local)]
    [InlineData(DirectorySource.Csv, SourceFamily.Local)]
    [InlineData(DirectorySource.Manual, SourceFamily.Local)]
    public void Family_OfASource(DirectorySource source, SourceFamily family) => source.Family().ShouldBe(family);

    private static Account Make(string login) =>
        new(Some.Id("a"), AccountKind.Relative, new(DirectorySource.Aaf, "LILLE", "1"), login, "Franck", "Cavel", Some.Now);
}
