namespace Rattache.Web;

/// <summary>What this installation is called and where it is reached.</summary>
public sealed class Settings
{
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>For QR codes, mails and host checks.</summary>
    public Uri PublicUrl { get; init; } = new(DefaultUrl);
}
