using Microsoft.Playwright;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Browser.Tests.App;

/// <summary>Somebody who reads another language than French, and finds every button by what the resource files call it.</summary>
internal sealed class Reader(Parent parent, Language language)
{
    private static readonly Text Words = new();

    public string In(string code, params object?[] args) => language.Speak(() => Words[code, args]);

    public async Task SignInAsync(string login)
    {
        await parent.TypeAsync(In("sign-in.login"), login);
        await parent.Page.Locator("#passe").FillAsync(People.Password);
        await parent.PressAsync(In("sign-in.submit"));
    }

    public Task PressAsync(string code) => parent.PressAsync(In(code));

    public Task OpenFromMenuAsync(string code) => parent.OpenFromMenuAsync(In(code), In("shared.menu"));

    public ILocator Heading(string code) => parent.Page.GetByRole(AriaRole.Heading, new() { Name = In(code), Exact = true });
}
