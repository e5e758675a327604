using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Commands;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Commands;

/// <summary>A verb run as from a script: its output and what it says besides, in one.</summary>
internal static class Run
{
    public static Task<(int Code, string Output)> RunVerbAsync(this ImportApp app, params string[] args) => RunAsync(app.Settings, args);

    /// <summary>Beside the application that serves, over its database.</summary>
    public static Task<(int Code, string Output)> RunVerbAsync(this RattacheApp app, params string[] args) =>
        RunAsync(new() { ["ConnectionStrings:Rattache"] = app.Database.ConnectionString, ["Activation:KeyFile"] = RattacheApp.KeyFile }, args);

    /// <summary>As an operator has set it up.</summary>
    public static async Task<(int Code, string Output)> RunAsync(Dictionary<string, string?> settings, params string[] args)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        var output = new StringWriter();
        var code = await Verbs.InvokeAsync(
            args,
            () => CommandServices.Make(new ServiceCollection(), new ConfigurationBuilder().AddInMemoryCollection(settings).Build()),
            new InvocationConfiguration { Output = output, Error = output }
        );
        return (code, output.ToString());
    }
}
