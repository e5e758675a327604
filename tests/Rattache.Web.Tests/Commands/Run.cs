using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Commands;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Commands;

/// <summary>A verb run as from a script: its output and what it says besides, in one.</summary>
internal static class Run
{
    public static async Task<(int Code, string Output)> RunVerbAsync(this ImportApp app, params string[] args)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        var output = new StringWriter();
        var code = await Verbs.InvokeAsync(
            args,
            () => CommandServices.Make(new ServiceCollection(), new ConfigurationBuilder().AddInMemoryCollection(app.Settings).Build()),
            new InvocationConfiguration { Output = output, Error = output }
        );
        return (code, output.ToString());
    }
}
