using System.Security.Claims;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Web.Departures;
using Rattache.Web.Features.Shared;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Features.Shared;

/// <summary>The screens alone, without directory or sign-in: <c>?as=LOGIN</c> is who is signed in.</summary>
public sealed class ScreensHost : IAsyncLifetime
{
    private readonly WebApplication app;
    private HttpClient client = null!;

    public ScreensHost()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = typeof(Text).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.AddScreens();
        builder.Services.AddDepartures(); // how long is kept what, which the privacy page says
        // The strictest that the whole application may ask: pages for everybody must say that they are.
        builder
            .Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy)
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie();
        app = builder.Build();
        app.UseScreens();
        app.UseAuthentication();
        app.Use(
            (context, next) =>
            {
                if (context.Request.Query["as"] is [{ } login])
                {
                    context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, login)], "test"));
                }

                return next(context);
            }
        );
        app.UseAuthorization();
        app.MapScreens();
        app.MapGet("/test/status/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/test/throws", string () => throw new InvalidOperationException("secret")).AllowAnonymous();
        app.MapPost(
                "/test/form",
                async (IAntiforgery antiforgery, HttpContext context) =>
                    await antiforgery.IsRequestValidAsync(context) ? Results.Ok() : Results.StatusCode(400)
            )
            .AllowAnonymous();
    }

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        client = app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    public Task<HttpResponseMessage> Get(string path) => client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostEmptyForm(string path) =>
        client.PostAsync(path, new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

    public async Task<IDocument> Open(string path)
    {
        using var response = await Get(path);
        return await Read(response);
    }

    public static async Task<IDocument> Read(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(request => request.Content(html));
    }
}
