using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rattache.Web.Tests.App;

/// <summary>A real HTTP server on loopback, as a provider of text messages has one: takes them, or answers as the test says.</summary>
public sealed partial class SmsGateway : IAsyncLifetime
{
    /// <summary>What a provider gives to those who may send.</summary>
    public const string Secret = "secret-of-the-provider";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<SmsRequested> requests = new();
    private readonly WebApplication server;

    public SmsGateway()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public Uri Url => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Everything that was asked, in order, whatever was answered.</summary>
    public IReadOnlyList<SmsRequested> Requests => [.. requests];

    /// <summary>200 where it returns null; a redirection leads back here, to another path.</summary>
    public Func<SmsRequested, HttpStatusCode?> Answer { get; set; } = _ => null;

    /// <summary>For an application whose text messages come here.</summary>
    public Dictionary<string, string> Settings =>
        new() { ["Sms:Url"] = new Uri(Url, "/send").ToString(), ["Sms:Headers:Authorization"] = $"Bearer {Secret}" };

    /// <summary>The last text sent to this number, waited for: the dispatcher sends it in its own time.</summary>
    public async Task<string> LastToAsync(string number, int count = 1)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var texts = requests.Select(r => r.Json()).Where(sms => sms.To == number).ToList();
            if (texts.Count >= count)
            {
                return texts[^1].Text;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public async Task<string> CodeToAsync(string number, int count = 1) => Code().Match(await LastToAsync(number, count)).Value;

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var requested = new SmsRequested(
            http.Request.Method,
            http.Request.Path,
            http.Request.ContentType ?? "",
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(http.RequestAborted)
        );
        requests.Enqueue(requested);
        http.Response.StatusCode = (int)(Answer(requested) ?? HttpStatusCode.OK);
        if (http.Response.StatusCode is >= 300 and < 400)
        {
            http.Response.Headers.Location = "/elsewhere";
        }

        // Providers repeat what they were given.
        await http.Response.WriteAsync(requested.Body, http.RequestAborted);
    }

    [GeneratedRegex("[0-9]{3} [0-9]{3}|[0-9A-Z]{5}-[0-9A-Z]{5}")]
    private static partial Regex Code();
}

public sealed record SmsRequested(string Method, string Path, string ContentType, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public (string To, string Text) Json()
    {
        using var body = JsonDocument.Parse(Body);
        return (body.RootElement.GetProperty("to").GetString()!, body.RootElement.GetProperty("text").GetString()!);
    }
}

/// <summary>An application with a provider of its own, for a class of tests.</summary>
public sealed class SmsSite : IAsyncLifetime
{
    private RattacheApp? app;

    public SmsGateway Gateway { get; } = new();

    public RattacheApp App => app!;

    public async ValueTask InitializeAsync()
    {
        await Gateway.InitializeAsync();
        app = new(Gateway.Settings);
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
