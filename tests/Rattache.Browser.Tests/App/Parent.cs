using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.App;

/// <summary>
/// Somebody in front of a screen. On every page that they arrive at, nothing sticks out to the side and the browser complains of nothing.
/// </summary>
public sealed partial class Parent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> requested = new();
    private readonly ConcurrentDictionary<string, byte> documents = new();

    private Parent(IBrowserContext context, Screen screen, IPage page)
    {
        this.context = context;
        Screen = screen;
        Page = page;
        Page.Request += (_, request) => Note(request);
        Page.Console += (_, message) => Note(message);
        Page.PageError += (_, error) => complaints.Enqueue(error);
    }

    public IPage Page { get; }

    public Screen Screen { get; }

    /// <summary>Every address that the browser asked any server for, with what it sent along as Referer.</summary>
    public IReadOnlyCollection<string> Requested => requested;

    public string Path => new Uri(Page.Url).AbsolutePath;

    internal static async Task<Parent> WithAsync(IBrowserContext context, Screen screen) => new(context, screen, await context.NewPageAsync());

    public Task OpenAsync(string path) => ArriveAsync(() => Page.GotoAsync(path));

    public Task ReloadAsync() => ArriveAsync(() => Page.ReloadAsync());

    public async Task SignInAsync(string login, string password = People.Password)
    {
        if (Path != "/connexion")
        {
            await OpenAsync("/connexion");
        }

        await TypeAsync("Identifiant", login);
        await TypeAsync("Mot de passe", password);
        await PressAsync("Se connecter");
    }

    /// <summary>Signs this browser in without showing the page to do it, which those of the journeys that begin with it look at.</summary>
    /// <returns>Where that leads.</returns>
    public async Task<string> EnterAsync(string login)
    {
        var form = await context.APIRequest.GetAsync("/connexion");
        var typed = context
            .APIRequest.CreateFormData()
            .Append("__RequestVerificationToken", Token().Match(await form.TextAsync()).Groups[1].Value)
            .Append("identifiant", login)
            .Append("passe", People.Password);
        var answer = await context.APIRequest.PostAsync("/connexion", new() { Form = typed, MaxRedirects = 0 });
        answer.Status.ShouldBe(302, $"{login} is signed in");
        return answer.Headers["location"];
    }

    public Task TypeAsync(string field, string text) => Page.GetByLabel(field, new() { Exact = true }).FillAsync(text);

    public Task PressAsync(string button) => ArriveAsync(() => Button(button).ClickAsync());

    public Task FollowAsync(string link) => ArriveAsync(() => Link(link).ClickAsync());

    /// <summary>From the menu, which a phone folds away.</summary>
    public async Task OpenFromMenuAsync(string link, string menu = "Menu")
    {
        if (Screen.Narrow)
        {
            await Page.GetByText(menu, new() { Exact = true }).ClickAsync();
        }

        await ArriveAsync(() => Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync());
    }

    public async Task PasteKeyAsync(string key)
    {
        await KeyField.FillAsync(key);
        await PressAsync("Continuer");
    }

    /// <summary>Types another account's login, and its password or first-time code.</summary>
    public async Task ProveAsync(string login, string secret)
    {
        if (Path != Proving.Page)
        {
            await OpenAsync(Proving.Page);
        }

        await TypeAsync("Identifiant de l’autre compte", login);
        await TypeAsync("Mot de passe ou code de première connexion", secret);
        await PressAsync("Continuer");
    }

    /// <summary>Makes a key in the account that is open, and reads it off the page.</summary>
    public async Task<string> MakeKeyAsync()
    {
        await OpenAsync("/mon-compte");
        await PressAsync("Générer une clé de fusion");
        return (await KeyShown.InnerTextAsync()).Trim();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    public ILocator KeyField => Page.GetByLabel("Fusionner des utilisateurs");

    public ILocator KeyShown => Page.Locator("#cle-faite");

    /// <summary>The value beside a label of <em>Mon compte</em>.</summary>
    public ILocator Row(string label) =>
        Page.Locator("dl > div", new() { Has = Page.Locator("dt", new() { HasTextRegex = new($"^\\s*{Regex.Escape(label)}\\s*$") }) })
            .Locator("dd")
            .First;

    public async Task ArriveAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnLoad(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += OnLoad;
        try
        {
            await act();
            await loaded.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.Load -= OnLoad;
        }

        await ShouldBeQuietAsync();
    }

    public async Task ShouldBeQuietAsync()
    {
        var wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        wide.ShouldBeLessThanOrEqualTo(Page.ViewportSize!.Width, $"{Page.Url} sticks out to the side");
        complaints.ShouldBeEmpty();
    }

    /// <summary>Leaves the browser to the next: nobody signed in, nothing complained of, the screen as it was.</summary>
    public async Task LeaveAsync()
    {
        await Page.GotoAsync("/manifest.webmanifest");
        await context.ClearCookiesAsync();
        await Page.SetViewportSizeAsync(Screen.Width, Screen.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = Screen.Dark ? ColorScheme.Dark : ColorScheme.Light });
        complaints.Clear();
        requested.Clear();
        documents.Clear();
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Note(IRequest request)
    {
        requested.Enqueue(request.Url);
        if (request.Headers.TryGetValue("referer", out var referer))
        {
            requested.Enqueue(referer);
        }

        if (request.IsNavigationRequest)
        {
            documents[request.Url] = 0;
        }
    }

    /// <summary>The status of a page is a test's own matter; that of what it is made of is everybody's.</summary>
    private void Note(IConsoleMessage message)
    {
        if (
            message.Type is "error" or "warning"
            && !(
                message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && documents.ContainsKey(Address().Match(message.Location).Value)
            )
        )
        {
            complaints.Enqueue($"{message.Text} ({message.Location})");
        }
    }

    [GeneratedRegex(@"name=""__RequestVerificationToken""[^>]* value=""([^""]+)""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^.*?(?=:\d+:\d+$|$)")]
    private static partial Regex Address();
}
