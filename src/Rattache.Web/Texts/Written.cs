using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using PhoneNumbers;

namespace Rattache.Web.Texts;

/// <summary>Dates, lists and numbers as they are written in French, whatever the machine's own settings.</summary>
public static partial class Written
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>The nine figures after the zero, in France and in the overseas departments.</summary>
    private static readonly HashSet<int> TenFigures = [33, 262, 590, 594, 596];

    /// <summary>« 17 octobre 1984 », « 1er juin 1978 ».</summary>
    public static string Date(DateOnly date) => $"{Day(date, "er")} {MonthAndYear(date)}";

    /// <summary>The same, with the raised letters: 1<sup>er</sup> juin 1978.</summary>
    public static IHtmlContent DateHtml(DateOnly date) => new HtmlString($"{Day(date, "<sup>er</sup>")} {MonthAndYear(date)}");

    /// <summary>« 14 novembre 2026 à 21 h 05 », by the clocks of <paramref name="zone"/>.</summary>
    public static string Moment(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(moment, zone);
        return $"{Date(DateOnly.FromDateTime(there.DateTime))} à {Time(moment, zone)}";
    }

    /// <summary>« 21 h 05 ».</summary>
    public static string Time(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).ToString("H' h 'mm", French);

    /// <summary>« Inès, Tom et Léa ».</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Count - 1))} et {all[^1]}";
    }

    /// <summary>
    /// « 06 39 98 12 40 ». Feeds and people write numbers in any shape, also without the leading zero;
    /// one that cannot be read is shown as it came, since a person may still read it.
    /// </summary>
    public static string Phone(string raw)
    {
        PhoneNumber number;
        try
        {
            number = Phones.Parse(raw, "FR");
        }
        catch (NumberParseException)
        {
            return raw.Trim();
        }

        var figures = Phones.GetNationalSignificantNumber(number);
        if (TenFigures.Contains(number.CountryCode) && figures.Length == 9 && !number.HasExtension)
        {
            return Pairs().Replace("0" + figures, "$0 ").TrimEnd();
        }

        return Phones.IsValidNumber(number) ? Phones.Format(number, PhoneNumberFormat.INTERNATIONAL) : raw.Trim();
    }

    private static string Day(DateOnly date, string first) => date.Day == 1 ? "1" + first : date.Day.ToString(French);

    private static string MonthAndYear(DateOnly date) => date.ToString("MMMM yyyy", French);

    [GeneratedRegex("..")]
    private static partial Regex Pairs();
}
