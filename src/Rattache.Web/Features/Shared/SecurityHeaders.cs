using Microsoft.Net.Http.Headers;

namespace Rattache.Web.Features.Shared;

/// <summary>What a browser may do with our pages: run and show what is ours, and keep nothing.</summary>
public static class SecurityHeaders
{
    private const int YearInSeconds = 365 * 24 * 60 * 60;

    public static void UseScreenHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders(Policy());
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(KeepNothing, context.Response);
                return next(context);
            }
        );
    }

    private static HeaderPolicyCollection Policy() =>
        new HeaderPolicyCollection()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddScriptSrc().Self();
                // Bootstrap draws ticks and arrows of fields as data: images.
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddManifestSrc().Self();
                csp.AddWorkerSrc().Self();
                csp.AddFormAction().Self();
                csp.AddFrameAncestors().None();
                csp.AddBaseUri().None();
            })
            // Others learn nothing, as with no-referrer; but that one turns the Origin of our own forms into "null".
            .AddReferrerPolicySameOrigin()
            .AddContentTypeOptionsNoSniff()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddStrictTransportSecurityMaxAge(YearInSeconds)
            .AddPermissionsPolicy(permissions =>
            {
                permissions.AddCamera().None();
                permissions.AddMicrophone().None();
                permissions.AddGeolocation().None();
                permissions.AddPayment().None();
                permissions.AddUsb().None();
                permissions.AddDisplayCapture().None();
                permissions.AddFullscreen().None();
            });

    /// <summary>Pages name children: neither a shared computer nor a proxy keeps them. Static files bring their own rule.</summary>
    private static Task KeepNothing(object state)
    {
        var headers = ((HttpResponse)state).GetTypedHeaders();
        headers.CacheControl ??= new CacheControlHeaderValue { NoStore = true };
        return Task.CompletedTask;
    }
}
