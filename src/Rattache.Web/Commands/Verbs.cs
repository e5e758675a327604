using System.CommandLine;
using System.Globalization;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>What the executable does besides serving.</summary>
public static class Verbs
{
    /// <summary>Could not do what was asked: a wrong command line, a path that is not there, a delivery refused whole.</summary>
    internal const int Refused = 2;

    internal static Text Words { get; } = new();

    /// <summary>A word, or a request for help, is for us; options alone are the server's.</summary>
    public static bool Knows(string[] args) =>
        args is [var first, ..] && (!first.StartsWith('-') || first is "-h" or "-?" or "--help" or "--version");

    public static Task<int> InvokeAsync(string[] args) => InvokeAsync(args, CommandServices.Make, new());

    /// <param name="services">What the verbs take their scope from, made only once one of them runs.</param>
    internal static async Task<int> InvokeAsync(string[] args, Func<ServiceProvider> services, InvocationConfiguration output)
    {
        SpeakToOperator();
        var parsed = Root(services).Parse(args);
        output.EnableDefaultExceptionHandler = false; // it exits with 1, which says "taken, with rejections"
        try
        {
            var code = await parsed.InvokeAsync(output);
            return parsed.Errors.Count > 0 ? Refused : code;
        }
#pragma warning disable CA1031 // The edge of the process: whatever went wrong, nothing was kept and the caller must know.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await output.Error.WriteLineAsync(Trouble.Told(e));
            return Refused;
        }
    }

    /// <summary>In French or English, by the machine's own settings.</summary>
    internal static void SpeakToOperator() =>
        CultureInfo.CurrentUICulture = (Language.Current.Code == "en" ? Language.Current : Language.French).Words;

    private static RootCommand Root(Func<ServiceProvider> services) =>
        new(Words["commands.help.rattache"])
        {
            ImportCommand.Make(services),
            ImportsCommand.Make(services),
            CloseSchoolCommand.Make(services),
            CodesCommand.Make(services),
            MigrateCommand.Make(services),
            CreateAdminCommand.Make(services),
            AuditCommand.Make(services),
            EraseCommand.Make(services),
            SecondFactorCommand.Make(services),
        };
}
