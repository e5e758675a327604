using PhoneNumbers;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary>A number as people type it, in the one shape that is kept (E.164). France unless it begins with another country's code.</summary>
public static class TypedPhone
{
    private const int France = 33;
    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>Typed at home, these look like French numbers, and are valid under another code.</summary>
    private static readonly string[] Regions = ["FR", "RE", "GP", "GF", "MQ", "YT", "PM", "NC", "PF", "WF"];

    /// <summary>Null where nobody could be called at it.</summary>
    public static string? Read(string typed)
    {
        var readings = Regions.Select(region => Parse(typed, region)).OfType<PhoneNumber>().Where(n => !n.HasExtension).ToList();
        return (readings.Find(Phones.IsValidNumber) ?? readings.Find(LooksFrench)) is { } number
            ? Phones.Format(number, PhoneNumberFormat.E164)
            : null;
    }

    /// <summary>Whether it may be a mobile's: in some countries the number does not tell.</summary>
    public static bool MayBeMobile(string e164)
    {
        var number = Phones.Parse(e164, null);
        return number.CountryCode == France
            ? Phones.GetNationalSignificantNumber(number)[0] is '6' or '7'
            : Phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;
    }

    private static PhoneNumber? Parse(string typed, string region)
    {
        try
        {
            return Phones.Parse(typed, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // France opens ranges faster than the library's tables follow: any nine figures after the zero will do.
    private static bool LooksFrench(PhoneNumber number) =>
        number.CountryCode == France && Phones.GetNationalSignificantNumber(number) is { Length: 9 } figures && figures[0] is not ('0' or '8');
}
