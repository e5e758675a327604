using System.Collections.Immutable;
using System.Globalization;

namespace Rattache.Web.Texts;

/// <summary>A language that parents are spoken to in: the texts <c>Texts/*.CODE.resx</c> (French: those without a code), and how dates are written.</summary>
public sealed class Language
{
    public static readonly Language French = new("fr", "fr-FR");

    /// <summary>In the order of the picker.</summary>
    public static readonly ImmutableArray<Language> All =
    [
        French,
        new("en", "en-GB"),
        new("ar", "ar"),
        new("tr", "tr-TR"),
        new("pt", "pt-PT"),
        new("ro", "ro-RO"),
    ];

    private Language(string code, string culture)
    {
        Words = CultureInfo.GetCultureInfo(code);
        Culture = CultureInfo.GetCultureInfo(culture);
        Name = Words.TextInfo.ToUpper(Words.NativeName[..1]) + Words.NativeName[1..];
    }

    /// <summary>The language that texts are looked up in now: the reader's on a page, French where it is none of ours.</summary>
    public static Language Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? French;

    /// <summary>ISO 639: <c>ar</c>.</summary>
    public string Code => Words.Name;

    /// <summary>Its own name for itself, for whoever reads no other: <c>Türkçe</c>.</summary>
    public string Name { get; }

    public bool IsRightToLeft => Words.TextInfo.IsRightToLeft;

    /// <summary>Written with letters that come in a file of their own: <c>ş</c>, <c>ț</c>.</summary>
    public bool HasExtendedLetters => Code is "tr" or "ro";

    /// <summary>As HTML says it.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    internal CultureInfo Words { get; }

    internal CultureInfo Culture { get; }

    /// <summary>Null for a code that is none of ours.</summary>
    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>That of a tag such as <c>ar-MA</c> (BCP 47): a dialect is better than French to who reads it.</summary>
    public static Language? Of(string tag) => Find(tag.Split('-')[0].ToLowerInvariant());

    /// <summary>Writes something in this language, whoever causes it.</summary>
    public T Speak<T>(Func<T> write)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Culture, Words);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }

    public override string ToString() => Code;
}
