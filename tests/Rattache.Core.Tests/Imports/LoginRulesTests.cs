using CsCheck;
using Rattache.Core.Imports;

namespace Rattache.Core.Tests.Imports;

public sealed class LoginRulesTests
{
    [Theory]
    [InlineData("Franck", "CAVEL", "franck.cavel")]
    [InlineData("Marie-Thérèse", "DE LA TOUR", "marietherese.delatour")]
    [InlineData("Aïcha", "O'CONNOR", "aicha.oconnor")]
    [InlineData("Zoé", "CŒUR", "zoe.coeur")]
    [InlineData("Ayşe", "YILMAZ", "ayse.yilmaz")]
    [InlineData("Ayşe", "Yılmaz", "ayse.yilmaz")]
    [InlineData("İbrahim", "ÆBISCHER", "ibrahim.aebischer")]
    [InlineData("Łucja", "PETROVIĆ", "lucja.petrovic")]
    [InlineData("Thị Mai", "NGUYỄN ĐỨC", "thimai.nguyenduc")]
    [InlineData("Иван", "DUPONT", "dupont")]
    [InlineData("Léa", "王", "lea")]
    [InlineData("Иван", "王", "compte")]
    [InlineData("", "", "compte")]
    [InlineData("Ｆｒａｎｃｋ", "ﬁ", "franck.fi")]
    public void Stem_IsWhatAnyKeyboardTypes(string firstName, string lastName, string stem) => LoginRules.Stem(firstName, lastName).ShouldBe(stem);

    [Fact]
    public void Stem_AnyNames_SmallLettersOneDotShort() =>
        Gen
            .String.Select(Gen.String)
            .Sample(
                (first, last) =>
                {
                    var stem = LoginRules.Stem(WellFormed(first), WellFormed(last));
                    return stem.Length is > 0 and <= 61
                        && stem.All(c => c is (>= 'a' and <= 'z') or '.')
                        && stem.Count(c => c == '.') <= 1
                        && stem[0] != '.'
                        && stem[^1] != '.';
                }
            );

    [Fact]
    public void Login_TwoStemsAndNumbers_NeverTheSame()
    {
        var stem = Gen.Char['a', 'z'].Array[1, 5].Select(letters => new string(letters));
        Gen.Select(stem, Gen.Int[1, 30], stem, Gen.Int[1, 30])
            .Sample((one, n, other, m) => (LoginRules.Login(one, n) == LoginRules.Login(other, m)) == (one == other && n == m));
    }

    [Fact]
    public void Split_OfALogin_IsItsStemAndNumber() =>
        Gen.Int[1, 1000].Sample(n => LoginRules.Split(LoginRules.Login("franck.cavel", n)) == ("franck.cavel", n));

    [Theory]
    [InlineData("admin", "admin", 1)]
    [InlineData("admin1", "admin1", 1)]
    [InlineData("admin007", "admin007", 1)]
    public void Split_ChosenLogin_GivesItBack(string login, string stem, int number)
    {
        LoginRules.Split(login).ShouldBe((stem, number));
        LoginRules.Login(stem, number).ShouldBe(login);
    }

    // Feeds come through an XML reader, which lets no half of a pair through.
    private static string WellFormed(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
}
