namespace Rattache.Web.Texts;

/// <summary>How somebody reads pages and letters. Null is what they have not chosen: then it is French, and the schools' clocks.</summary>
public readonly record struct Reading(Language? Language, TimeZoneInfo? Zone)
{
    /// <summary>That of the page that is asked for now.</summary>
    public static Reading Current => new(Language.Current, Clocks.Current);

    /// <summary>With what another chose where this one chose nothing: they share a mailbox.</summary>
    public Reading Or(Reading other) => new(Language ?? other.Language, Zone ?? other.Zone);

    /// <summary>Writes something as they read it, whoever causes it.</summary>
    public T Speak<T>(Func<T> write)
    {
        var before = Clocks.Current;
        try
        {
            Clocks.Current = Zone ?? Clocks.Schools;
            return (Language ?? Language.French).Speak(write);
        }
        finally
        {
            Clocks.Current = before;
        }
    }
}
