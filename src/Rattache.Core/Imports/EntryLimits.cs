namespace Rattache.Core.Imports;

/// <summary>The most characters of a value; no real one comes near, and what is longer is noise.</summary>
public static class EntryLimits
{
    public const int Id = 64;
    public const int Name = 100;
    public const int ClassName = 100;
    public const int Ine = 20;

    /// <summary>RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    public const int Email = 254;
    public const int Phone = 40;
}
