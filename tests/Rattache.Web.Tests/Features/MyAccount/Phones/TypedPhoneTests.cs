using Rattache.Web.Features.MyAccount.Phones;

namespace Rattache.Web.Tests.Features.MyAccount.Phones;

public sealed class TypedPhoneTests
{
    [Theory]
    [InlineData("06 39 98 12 40", "+33639981240")]
    [InlineData("01.99.00.42.17", "+33199004217")]
    [InlineData("+33 (0)6 12 34 56 78", "+33612345678")]
    [InlineData("0033612345678", "+33612345678")]
    [InlineData("+32 470 12 34 56", "+32470123456")]
    [InlineData("0692 12 34 56", "+262692123456")]
    [InlineData("0690 00 12 34", "+590690001234")]
    [InlineData("0639 01 23 45", "+262639012345")]
    public void Read_AnyShape_IsKeptInOne(string typed, string kept) => TypedPhone.Read(typed).ShouldBe(kept);

    [Theory]
    [InlineData("12")]
    [InlineData("06 12 34 56")]
    [InlineData("06 12 34 56 78 9")]
    [InlineData("bonjour")]
    [InlineData("+999 12345678")]
    public void Read_NoNumber_IsNone(string typed) => TypedPhone.Read(typed).ShouldBeNull();

    [Theory]
    [InlineData(" 06 39 98 12 40 ", "+33639981240")]
    [InlineData("+32 470 12 34 56", "+32470123456")]
    [InlineData("01 99 00 42 17", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Mobile_IsANumberThatTextMessagesReach(string? typed, string? kept) =>
        (MobileNumber.TryParse(typed) is { } number ? number.Value : null).ShouldBe(kept);
}
