namespace Rattache.Web.Texts;

/// <summary>Which form of a text goes with a whole number (CLDR 48, cardinals): <c>KEY.one</c>, <c>KEY.few</c>, …</summary>
internal static class Plurals
{
    public static string Form(Language language, int number) =>
        language.Code switch
        {
            "fr" => number < 2 ? "one" : "other",
            "ar" => Arabic(number),
            "ro" => number == 1 ? "one"
            : number == 0 || number % 100 is > 0 and < 20 ? "few"
            : "other",
            _ => number == 1 ? "one" : "other",
        };

    private static string Arabic(int number) =>
        number switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ => (number % 100) switch
            {
                >= 3 and <= 10 => "few",
                >= 11 => "many",
                _ => "other",
            },
        };
}
