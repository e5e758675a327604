using System.Globalization;
using System.Text.Encodings.Web;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

public sealed class WrittenTests
{
    /// <summary>Outside of a request, the machine's own language would decide.</summary>
    public WrittenTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");

    [Theory]
    [InlineData("1984-10-17", "17 octobre 1984")]
    [InlineData("1978-06-01", "1er juin 1978")]
    [InlineData("2026-08-31", "31 août 2026")]
    public void Date_IsWrittenOut(string date, string expected) => Written.Date(DateOnly.Parse(date, null)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "1 June 1978", "14 November 2026 at 09:05", "Inès, Tom and Léa")]
    [InlineData("ar", "1 يونيو 1978", "14 نوفمبر 2026 الساعة 09:05", "\u2068Inès\u2069، \u2068Tom\u2069 و\u2068Léa\u2069")]
    [InlineData("tr", "1 Haziran 1978", "14 Kasım 2026 saat 09:05", "Inès, Tom ve Léa")]
    [InlineData("pt", "1 de junho de 1978", "14 de novembro de 2026 às 09:05", "Inès, Tom e Léa")]
    [InlineData("ro", "1 iunie 1978", "14 noiembrie 2026, ora 09:05", "Inès, Tom și Léa")]
    public void DateMomentAndList_AreWrittenAsTheLanguageDoes(string language, string date, string moment, string list)
    {
        var at = new DateTimeOffset(2026, 11, 14, 8, 5, 0, TimeSpan.Zero);
        var written = Language.Find(language)!.Speak(() => (Written.Date(new(1978, 6, 1)), Written.Moment(at), Written.List(["Inès", "Tom", "Léa"])));

        written.ShouldBe((date, moment, list));
    }

    [Fact]
    public void DateHtml_FirstOfMonth_RaisesTheLetters()
    {
        using var html = new StringWriter();
        Written.DateHtml(new DateOnly(1978, 6, 1)).WriteTo(html, HtmlEncoder.Default);
        html.ToString().ShouldBe("1<sup>er</sup> juin 1978");
    }

    [Fact]
    public void Moment_IsTheReadersWithTheirDate() =>
        By("Pacific/Noumea", () => Written.Moment(new(2026, 11, 14, 21, 5, 0, TimeSpan.Zero))).ShouldBe("15 novembre 2026 à 8 h 05");

    [Fact]
    public void Time_IsTheReaders() => By("America/Guadeloupe", () => Written.Time(new(2026, 7, 14, 21, 5, 0, TimeSpan.Zero))).ShouldBe("17 h 05");

    [Theory]
    [InlineData(null)]
    [InlineData("Atlantis/Poseidonis")]
    public void Moment_NoZoneChosenOrNoneThatIsKnown_IsTheSchools(string? zone) =>
        By(zone, () => Written.Moment(new(2026, 11, 14, 8, 5, 0, TimeSpan.Zero))).ShouldBe("14 novembre 2026 à 9 h 05");

    [Theory]
    [InlineData("", "")]
    [InlineData("Inès", "Inès")]
    [InlineData("Inès Tom", "Inès et Tom")]
    [InlineData("Inès Tom Léa", "Inès, Tom et Léa")]
    public void List_EndsWithAnd(string names, string expected) =>
        Written.List(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);

    [Theory]
    [InlineData("0639981240", "06 39 98 12 40")]
    [InlineData("06.39.98.12.40", "06 39 98 12 40")]
    [InlineData("+33 6 39 98 12 40", "06 39 98 12 40")]
    [InlineData("0033639981240", "06 39 98 12 40")]
    [InlineData("33639981240", "06 39 98 12 40")]
    [InlineData("+33 (0)6 39 98 12 40", "06 39 98 12 40")]
    [InlineData("182635151", "01 82 63 51 51")]
    [InlineData("0262 12 34 56", "02 62 12 34 56")]
    [InlineData("+262692123456", "06 92 12 34 56")]
    [InlineData("+32 2 234 56 78", "+32 2 234 56 78")]
    public void Phone_AnyShape_IsWrittenInPairs(string raw, string expected) => Written.Phone(raw).ShouldBe(expected);

    [Theory]
    [InlineData("12")]
    [InlineData("liste rouge")]
    [InlineData("0612345678 / 0698765432")]
    [InlineData("")]
    public void Phone_Unreadable_IsShownAsItCame(string raw) => Written.Phone(raw).ShouldBe(raw);

    private static T By<T>(string? zone, Func<T> write) => new Reading(Language.French, Clocks.Find(zone)).Speak(write);
}
