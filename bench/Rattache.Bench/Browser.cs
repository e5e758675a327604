using System.Net;
using System.Text.RegularExpressions;

namespace Rattache.Bench;

/// <summary>As much of a browser as a form needs: cookies, hidden fields, no redirects followed.</summary>
internal sealed partial class Browser(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public Task<string> GetAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <param name="from">The network address that a proxy would name; null for none.</param>
    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await client.SendAsync(request);
    }

    public async Task SignInAsync(string login, string password)
    {
        var form = Fields(await GetAsync("connexion"), "main");
        (form["identifiant"], form["passe"]) = (login, password);
        using var answer = await PostAsync("connexion", form);
        if (answer.StatusCode != HttpStatusCode.Found)
        {
            throw new InvalidOperationException($"{login}: {answer.StatusCode}");
        }
    }

    /// <summary>The hidden fields of the form that begins like this.</summary>
    public static Dictionary<string, string> Fields(string page, string form)
    {
        var begins = Regex.Match(page, $"<{form}", RegexOptions.Singleline);
        var ends = begins.Success ? page.IndexOf("</form>", begins.Index, StringComparison.Ordinal) : -1;
        return ends < 0
            ? throw new InvalidOperationException($"No {form} in {page}")
            : Hidden()
                .Matches(page[begins.Index..ends])
                .Select(input => (Name: Named().Match(input.Value), Value: Valued().Match(input.Value)))
                .DistinctBy(field => field.Name.Groups[1].Value)
                .ToDictionary(field => field.Name.Groups[1].Value, field => WebUtility.HtmlDecode(field.Value.Groups[1].Value));
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Valued();
}
