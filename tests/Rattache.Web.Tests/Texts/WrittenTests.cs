using System.Globalization;
using System.Text.Encodings.Web;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

public sealed class WrittenTests
{
    /// <summary>Outside of a request, the machine's own language would decide.</summary>
    public WrittenTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");

    [Theory]
    [InlineData("1984-10-17", "17\u00A0octobre\u00A01984")]
    [InlineData("1978-06-01", "1er\u00A0juin\u00A01978")]
    [InlineData("2026-08-31", "31\u00A0août\u00A02026")]
    public void Date_IsWrittenOut(string date, string expected) => Written.Date(DateOnly.Parse(date, null)).ShouldBe(expected);

    [Theory]
    [InlineData("en", "1\u00A0June\u00A01978", "14\u00A0November\u00A02026 at 09:05", "Inès, Tom and Léa")]
    [InlineData("ar", "1\u00A0يونيو\u00A01978", "14\u00A0نوفمبر\u00A02026 الساعة 09:05", "\u2068Inès\u2069، \u2068Tom\u2069 و\u2068Léa\u2069")]
    [InlineData("tr", "1\u00A0Haziran\u00A01978", "14\u00A0Kasım\u00A02026 saat 09:05", "Inès, Tom ve Léa")]
    [InlineData("pt", "1\u00A0de\u00A0junho\u00A0de\u00A01978", "14\u00A0de\u00A0novembro\u00A0de\u00A02026 às 09:05", "Inès, Tom e Léa")]
    [InlineData("ro", "1\u00A0iunie\u00A01978", "14\u00A0noiembrie\u00A02026, ora 09:05", "Inès, Tom și Léa")]
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
        html.ToString().ShouldBe("1<sup>er</sup>\u00A0juin\u00A01978");
    }

    [Fact]
    public void Moment_IsTheReadersWithTheirDate() =>
        By("Pacific/Noumea", () => Written.Moment(new(2026, 11, 14, 21, 5, 0, TimeSpan.Zero)))
            .ShouldBe("15\u00A0novembre\u00A02026 à 8\u00A0h\u00A005");

    [Fact]
    public void Time_IsTheReaders() =>
        By("America/Guadeloupe", () => Written.Time(new(2026, 7, 14, 21, 5, 0, TimeSpan.Zero))).ShouldBe("17\u00A0h\u00A005");

    [Theory]
    [InlineData(null)]
    [InlineData("Atlantis/Poseidonis")]
    public void Moment_NoZoneChosenOrNoneThatIsKnown_IsTheSchools(string? zone) =>
        By(zone, () => Written.Moment(new(2026, 11, 14, 8, 5, 0, TimeSpan.Zero))).ShouldBe("14\u00A0novembre\u00A02026 à 9\u00A0h\u00A005");

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
