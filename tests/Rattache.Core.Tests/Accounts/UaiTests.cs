using Rattache.Core.Accounts;

namespace Rattache.Core.Tests.Accounts;

public sealed class UaiTests
{
    [Theory]
    [InlineData("0591001T", "0591001T")]
    [InlineData(" 0591001t ", "0591001T")]
    [InlineData("9740001z", "9740001Z")]
    public void TryParse_ANumber_ReadsItInEitherCase(string text, string uai)
    {
        Uai.TryParse(text, out var read).ShouldBeTrue();
        read.Value.ShouldBe(uai);
        read.ToString().ShouldBe(uai);
        Uai.Parse(text).ShouldBe(read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0591001")]
    [InlineData("05910011")]
    [InlineData("059100TT")]
    [InlineData("0591001TX")]
    [InlineData("0591001É")]
    [InlineData("٠٥٩١٠٠١T")] // digits, but not these
    [InlineData("059 1001T")]
    public void TryParse_NoNumber_IsRefused(string? text)
    {
        Uai.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Uai.Parse(text!));
    }
}
