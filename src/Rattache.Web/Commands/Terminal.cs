using System.CommandLine;
using Spectre.Console;

namespace Rattache.Web.Commands;

/// <summary>Tables and bars are for a person at a terminal; a script, a file or a pipe gets plain lines.</summary>
internal static class Terminal
{
    /// <summary>Null where nobody looks at the output.</summary>
    public static IAnsiConsole? OfOutput(InvocationConfiguration console) =>
        ReferenceEquals(console.Output, Console.Out) && !Console.IsOutputRedirected ? Over(console.Output) : null;

    /// <summary>Null where nobody looks at what is said besides the output.</summary>
    public static IAnsiConsole? OfErrors(InvocationConfiguration console) =>
        ReferenceEquals(console.Error, Console.Error) && !Console.IsErrorRedirected ? Over(console.Error) : null;

    private static IAnsiConsole Over(TextWriter writer) => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer) });
}
