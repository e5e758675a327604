using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Tests.Features.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("quatre petits canards")]
    [InlineData("Tr0is-ch@ts-gris")]
    [InlineData("rattache-demo-2026")]
    [InlineData("كلمة مرور طويلة")]
    public void Password_NobodyWouldTryFirst_IsAccepted(string password) => PasswordRules.Fault("franck.cavel3", password).ShouldBeNull();

    [Theory]
    [InlineData("neufsigne", "PasswordTooShort")]
    [InlineData("franck.cavel3", "PasswordContainsLogin")]
    [InlineData("FRANCK.CAVEL2026", "PasswordContainsLogin")]
    [InlineData("azertyuiop", "PasswordCommon")]
    [InlineData("1234567890", "PasswordCommon")]
    [InlineData("Marseille13!", "PasswordCommon")]
    [InlineData("Frédérique2", "PasswordCommon")]
    [InlineData("mot de passe", "PasswordCommon")]
    [InlineData("aaaaaaaaaaaa", "PasswordCommon")]
    [InlineData("Anniversaire2026!", "PasswordCommon")]
    [InlineData("mississippi", "PasswordCommon")]
    [InlineData("1234password!!!", "PasswordCommon")]
    [InlineData("Abdelkader1975", "PasswordCommon")]
    public void Password_EasyToGuess_IsRefused(string password, string fault) => PasswordRules.Fault("franck.cavel3", password).ShouldBe(fault);

    [Fact]
    public void Password_VeryLong_IsRefused()
    {
        PasswordRules.Fault("l", string.Concat(Enumerable.Repeat("abcd efgh ", 12)) + "12345678").ShouldBeNull();
        PasswordRules.Fault("l", string.Concat(Enumerable.Repeat("abcd efgh ", 12)) + "123456789").ShouldBe("PasswordTooLong");
    }
}
