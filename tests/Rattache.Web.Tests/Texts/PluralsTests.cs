using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

/// <summary>The examples of CLDR's own table.</summary>
public sealed class PluralsTests
{
    [Theory]
    [InlineData("fr", "one", 0, 1)]
    [InlineData("fr", "other", 2, 17, 100)]
    [InlineData("en", "one", 1)]
    [InlineData("en", "other", 0, 2, 101)]
    [InlineData("pt", "one", 1)]
    [InlineData("pt", "other", 0, 2)]
    [InlineData("tr", "one", 1)]
    [InlineData("tr", "other", 0, 2)]
    [InlineData("ro", "one", 1)]
    [InlineData("ro", "few", 0, 2, 19, 101, 119)]
    [InlineData("ro", "other", 20, 100, 120)]
    [InlineData("ar", "zero", 0)]
    [InlineData("ar", "one", 1)]
    [InlineData("ar", "two", 2)]
    [InlineData("ar", "few", 3, 10, 103, 110)]
    [InlineData("ar", "many", 11, 26, 99, 111)]
    [InlineData("ar", "other", 100, 102, 200)]
    public void Form_IsTheLanguages(string language, string form, params int[] numbers) =>
        numbers.ShouldAllBe(number => Plurals.Form(Language.Find(language)!, number) == form);

    [Theory]
    [InlineData("fr", 1, "1 enfant")]
    [InlineData("ar", 2, "طفلان")]
    [InlineData("ar", 3, "3 أطفال")]
    [InlineData("ar", 11, "11 طفلًا")]
    [InlineData("ro", 20, "20 de copii")]
    [InlineData("tr", 4, "4 çocuk")]
    public void Count_SaysTheNumberWithWhatItCounts(string language, int number, string expected) =>
        Language.Find(language)!.Speak(() => new Text().Count("children.child", number)).ShouldBe(expected);
}
