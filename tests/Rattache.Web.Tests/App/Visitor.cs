using System.Net;
using System.Net.Mime;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rattache.Web.Tests.App;

/// <summary>A browser without script: follows redirects, keeps cookies, fills in the forms that the page really shows.</summary>
/// <param name="cookies">Where the client keeps them, if it does.</param>
public sealed class Visitor(HttpClient client, CookieContainer? cookies = null)
{
    private static readonly HtmlParser Parser = new();

    // Whatever a browser would have to mend, an element left open or wrongly nested, is a fault of ours (RGAA 8.2).
    private static readonly HtmlParser Strict = new(new HtmlParserOptions { IsStrictMode = true });

    public HttpClient Client { get; } = client;

    public CookieContainer Cookies { get; } = cookies ?? new();

    /// <summary>Where the last page was, redirects followed.</summary>
    public Uri Path { get; private set; } = new("/", UriKind.Relative);

    public HttpStatusCode Status { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    public IHtmlDocument Page { get; private set; } = Parser.ParseDocument("");

    /// <summary>Back to a page that is still open in another window.</summary>
    public void Return(IHtmlDocument page, string path) => (Page, Path) = (page, new(path, UriKind.Relative));

    public Task<IHtmlDocument> OpenAsync(string path) => FollowAsync(new(HttpMethod.Get, path));

    /// <summary>Presses a button of the page: its form goes as it stands, with the fields given typed in.</summary>
    public Task<IHtmlDocument> PressAsync(string button, params (string Name, string Value)[] typed)
    {
        var pressed =
            Page.QuerySelectorAll("button, input[type=submit]")
                .OfType<IHtmlElement>()
                .FirstOrDefault(b => b.TextContent.Trim().StartsWith(button, StringComparison.Ordinal) && FormOf(b) is not null)
            ?? throw new InvalidOperationException($"No button « {button} » on {Path}: {Page.Body?.TextContent}");
        return SubmitAsync(FormOf(pressed)!, pressed, typed);
    }

    public async Task<IHtmlDocument> SignInAsync(string login, string password = People.Password)
    {
        await OpenAsync("/connexion");
        return await PressAsync("Se connecter", ("identifiant", login), ("passe", password));
    }

    private IHtmlFormElement? FormOf(IHtmlElement button) =>
        (button as IHtmlButtonElement)?.Form ?? (button.GetAttribute("form") is { } id ? Page.GetElementById(id) as IHtmlFormElement : null);

    private Task<IHtmlDocument> SubmitAsync(IHtmlFormElement form, IHtmlElement pressed, (string Name, string Value)[] typed)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (name is null || typed.Any(t => t.Name == name))
            {
                continue;
            }

            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlButtonElement when element != pressed:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlButtonElement submit:
                    fields.Add(new(name, submit.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.Add(new(name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
            }
        }

        fields.AddRange(typed.Select(t => new KeyValuePair<string, string>(t.Name, t.Value)));
        var action = pressed.GetAttribute("formaction") ?? form.GetAttribute("action");
        return FollowAsync(
            new(HttpMethod.Post, string.IsNullOrEmpty(action) ? Path.ToString() : action) { Content = new FormUrlEncodedContent(fields) }
        );
    }

    private async Task<IHtmlDocument> FollowAsync(HttpRequestMessage request)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            request.RequestUri = new(Client.BaseAddress!, request.RequestUri!);
            using var response = await Client.SendAsync(request);
            Status = response.StatusCode;
            RetryAfter = response.Headers.RetryAfter?.Delta;
            Path = new(request.RequestUri.PathAndQuery, UriKind.Relative);
            if (response.Headers.Location is { } next && (int)Status is >= 300 and < 400)
            {
                request = new(HttpMethod.Get, new Uri(request.RequestUri, next));
                continue;
            }

            var text = await response.Content.ReadAsStringAsync();
            var isPage = response.Content.Headers.ContentType?.MediaType == MediaTypeNames.Text.Html;
            if (isPage)
            {
                await KeptPages.KeepIfAskedAsync(Path, text);
            }

            return Page = await (isPage ? Strict : Parser).ParseDocumentAsync(text);
        }

        throw new InvalidOperationException($"Redirected for ever at {Path}.");
    }
}
