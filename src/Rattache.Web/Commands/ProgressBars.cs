using Rattache.Web.Imports;
using Spectre.Console;
using Text = Rattache.Web.Texts.Text;

namespace Rattache.Web.Commands;

/// <summary>One bar a step: reading with its rate and the time left, the others turning. They go when all is done.</summary>
internal static class ProgressBars
{
    public static Task<T> ShowAsync<T>(IAnsiConsole console, Text text, Func<IProgress<ImportProgress>, Task<T>> run) =>
        console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn(),
                new SpinnerColumn()
            )
            .StartAsync(context => run(new Bars(context, text)));

    private sealed class Bars(ProgressContext context, Text text) : IProgress<ImportProgress>
    {
        private ProgressTask? bar;
        private ImportStep? step;

        public void Report(ImportProgress value)
        {
            if (bar is null || value.Step != step || value.Done == 0)
            {
                End();
                step = value.Step;
                bar = context.AddTask(text[ProgressLines.NameOf(value.Step)].EscapeMarkup(), maxValue: Math.Max(1, value.Total));
                bar.IsIndeterminate = value.Total == 0;
            }

            bar.Value = value.Done;
        }

        private void End()
        {
            if (bar is not null)
            {
                bar.IsIndeterminate = false;
                bar.Value = bar.MaxValue;
                bar.StopTask();
            }
        }
    }
}
