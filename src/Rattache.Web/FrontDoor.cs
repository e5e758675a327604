using System.Net;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Rattache.Web;

/// <summary>Which hosts are answered, which proxies are believed, and HTTPS once it has been seen.</summary>
public static partial class FrontDoor
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

        if (app.Services.GetRequiredService<IOptions<Settings>>().Value.PublicUrl is { Scheme: "https" } publicUrl)
        {
            app.Use((http, next) => http.Request.IsHttps || IsHealth(http) ? next(http) : SendToHttpsAsync(http, publicUrl, app.Logger));
        }
    }

    // Watched from beside the program, where there is no certificate.
    private static bool IsHealth(HttpContext http) => http.Request.Path.StartsWithSegments("/health");

    /// <summary>
    /// Pages are for HTTPS alone. Where a proxy says that the browser did use it, sending it there again would go round for ever:
    /// the operator has forgotten to name the proxy.
    /// </summary>
    private static Task SendToHttpsAsync(HttpContext http, Uri publicUrl, ILogger logger)
    {
        var proxied = http.Request.Headers.ContainsKey("X-Forwarded-Proto");
        if (!proxied && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
        {
            // Put together as text: resolved as an address, a path of two slashes would lead to another host.
            var there = publicUrl.GetLeftPart(UriPartial.Authority) + http.Request.GetEncodedPathAndQuery();
            http.Response.Redirect(there, permanent: true, preserveMethod: true);
            return Task.CompletedTask;
        }

        if (proxied)
        {
            LogUntrusted(logger, http.Connection.RemoteIpAddress);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsync(proxied ? "TrustedProxies does not name this proxy: see docs/settings.md." : "HTTPS only.");
    }

    [LoggerMessage(LogLevel.Error, "The proxy at {Address} is not in TrustedProxies: what it says of HTTPS and of addresses is not believed.")]
    private static partial void LogUntrusted(ILogger logger, IPAddress? address);
}
