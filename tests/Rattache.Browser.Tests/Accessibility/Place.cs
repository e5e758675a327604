using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>A page in a state that a parent may meet it in, and the way there.</summary>
/// <param name="Route">As the page declares it; a new page without a place fails a test.</param>
/// <param name="Login">Of the demo directory; null when nobody is signed in.</param>
public sealed record Place(string Name, string Route, string? Login, Func<Site, Parent, Task> Reach)
{
    public static Place Open(string name, string route, string? login = null) =>
        new(name, route, login, (_, parent) => parent.OpenAsync("/" + route));

    /// <summary>Whoever it is for, signed in where it needs it, and already there.</summary>
    public async Task<Parent> MeetAsync(Site site, Screen screen)
    {
        var parent = await site.NextAsync(screen);
        if (Login is not null)
        {
            await parent.EnterAsync(Login);
        }

        await Reach(site, parent);
        return parent;
    }
}
