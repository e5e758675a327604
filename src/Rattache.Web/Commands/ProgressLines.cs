using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>One line a step, for logs and pipes.</summary>
internal sealed class ProgressLines(Text text, TextWriter output) : IProgress<ImportProgress>
{
    public void Report(ImportProgress value)
    {
        if (value.Step != ImportStep.Reading)
        {
            output.WriteLine(text[NameOf(value.Step)]);
        }
        else if (value.Done == 0) // the steps of reading itself are for a bar
        {
            output.WriteLine(text["commands.reading-bytes", value.Total / 1024]);
        }
    }

    public static string NameOf(ImportStep step) => $"commands.step-{step.ToString().ToLowerInvariant()}";
}
