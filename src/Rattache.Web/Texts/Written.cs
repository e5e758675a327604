using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using PhoneNumbers;

namespace Rattache.Web.Texts;

/// <summary>Dates, lists and numbers as they are written in the language and by the clocks of whoever reads (<see cref="Reading"/>), whatever the machine's own settings.</summary>
public static partial class Written
{
    private static readonly Text Words = new();
    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>The nine figures after the zero, in France and in the overseas departments.</summary>
    private static readonly HashSet<int> TenFigures = [33, 262, 590, 594, 596];

    /// <summary>« 17 octobre 1984 », « 1er juin 1978 ».</summary>
    public static string Date(DateOnly date) => In(date.Day == 1 ? "written.first-of-month" : "written.date", date);

    /// <summary>The same, with the raised letters: 1<sup>er</sup> juin 1978.</summary>
    public static IHtmlContent DateHtml(DateOnly date) => new HtmlString(date.Day == 1 ? In("written.first-of-month-html", date) : Date(date));

    /// <summary>« 14 novembre 2026 à 21 h 05 ».</summary>
    public static string Moment(DateTimeOffset moment) =>
        string.Format(Language.Current.Culture, Words["written.moment"], Date(Clocks.Day(moment)), Time(moment));

    /// <summary>« 21 h 05 ».</summary>
    public static string Time(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Clocks.Current).ToString(Words["written.time"], Language.Current.Culture);

    /// <summary>A moment or a list as a letter says it; anything else as it is.</summary>
    public static object? Out(object? arg) =>
        arg switch
        {
            DateTimeOffset moment => Moment(moment),
            string => arg,
            IEnumerable<string> names => List(names),
            _ => arg,
        };

    /// <summary>« Inès, Tom et Léa ».</summary>
    public static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count < 2)
        {
            return string.Concat(all);
        }

        var apart = all.ConvertAll(Text.Isolated);
        return string.Join(Words["written.list-between"], apart.Take(apart.Count - 1)) + Words["written.list-last"] + apart[^1];
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

    private static string In(string pattern, DateOnly date) => date.ToString(Words[pattern], Language.Current.Culture);

    [GeneratedRegex("..")]
    private static partial Regex Pairs();
}
