using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Rattache.Web.Features.SignIn;

/// <summary>Says that a browser is the same as before, and nothing of whom it belongs to. It opens nothing by itself.</summary>
public sealed class DeviceCookie(IHttpContextAccessor accessor, IDataProtectionProvider protection, IOptions<Settings> settings)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private readonly IDataProtector protector = protection.CreateProtector("Rattache.Device");

    private bool Secure => settings.Value.PublicUrl.Scheme == Uri.UriSchemeHttps;

    private string Name => Secure ? "__Host-device" : "device";

    /// <summary>Null for a browser not seen before, and for a cookie that was never ours.</summary>
    public Guid? Read()
    {
        try
        {
            return accessor.HttpContext?.Request.Cookies[Name] is { } sealedId && Guid.TryParse(protector.Unprotect(sealedId), out var id)
                ? id
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Write(Guid id) =>
        accessor.HttpContext?.Response.Cookies.Append(
            Name,
            protector.Protect(id.ToString()),
            new()
            {
                HttpOnly = true,
                Secure = Secure,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                MaxAge = Life,
                IsEssential = true,
            }
        );
}
