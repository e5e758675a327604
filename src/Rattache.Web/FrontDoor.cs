using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Rattache.Web;

/// <summary>Which hosts are answered, which proxies are believed, and HTTPS once it has been seen.</summary>
public static class FrontDoor
{
    public static void AddFrontDoor(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var publicUrl = new Uri(configuration["PublicUrl"] ?? Settings.DefaultUrl);
        // A link or a mail is never made from the Host header; a request that brings another host is not for us.
        configuration["AllowedHosts"] ??= $"{publicUrl.Host};localhost;127.0.0.1;[::1]";
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in configuration.GetSection("TrustedProxies").Get<string[]>() ?? [])
            {
                forwarded.KnownIPNetworks.Add(
                    System.Net.IPNetwork.Parse(
                        proxy.Contains('/', StringComparison.Ordinal)
                            ? proxy
                            : $"{IPAddress.Parse(proxy)}/{(proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32)}"
                    )
                );
            }
        });
    }

    /// <summary>What a proxy says of the caller counts only when <c>TrustedProxies</c> names it: limits go by address.</summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        if (app.Configuration.GetSection("TrustedProxies").GetChildren().Any())
        {
            app.UseForwardedHeaders();
        }

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }
}
