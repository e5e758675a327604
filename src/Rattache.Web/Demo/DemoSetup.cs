namespace Rattache.Web.Demo;

public static class DemoSetup
{
    /// <summary>In Development an empty database gets the demo directory, unless <c>Demo__Load=false</c>.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        await using var scope = app.Services.CreateAsyncScope();
        var demo = ActivatorUtilities.CreateInstance<DemoLoader>(scope.ServiceProvider);
        var loaded = await demo.IsLoadedAsync(CancellationToken.None);
        if (!loaded && app.Configuration.GetValue("Demo:Load", true))
        {
            await demo.LoadAsync(CancellationToken.None);
            loaded = await demo.IsLoadedAsync(CancellationToken.None);
        }

        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(Greeting(app, loaded)));
    }

    private static string Greeting(WebApplication app, bool loaded) => $"\n  Rattache : {string.Join(", ", app.Urls)}\n{(loaded ? Logins : "")}";

    private const string Logins = $"""

          Identifiants de démonstration, mot de passe {DemoDirectory.Password} :
            franck.cavel      parent, deux enfants : le compte à garder
            franck.cavel3     le même parent, un enfant : le compte à rattacher
            sophie.lambert    l'autre parent de cet enfant
            directrice.zola   administratrice locale
            admin             administrateur central

        """;
}
