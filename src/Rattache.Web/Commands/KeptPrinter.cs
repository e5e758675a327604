using System.Globalization;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>That part of a report that tells who is missing and did not leave: how many, where, why, and what to do.</summary>
internal static class KeptPrinter
{
    public static void Print(Text text, TextWriter output, ImportDocument import)
    {
        if (import.Reopened.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(text["commands.reopened", string.Join(", ", import.Reopened)]);
        }

        if (import.Kept is not { } kept)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(text["commands.kept", kept.People]);
        foreach (var category in kept.Categories)
        {
            output.WriteLine(text["commands.kept-category", ImportTables.Name(text, category.Category), category.People, category.Reason]);
        }

        if (kept.SchoolCount == 0)
        {
            return;
        }

        output.WriteLine(text["commands.kept-schools", kept.SchoolCount]);
        foreach (var school in kept.Schools)
        {
            var seen = school.LastDelivered.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            output.WriteLine(text["commands.kept-school", school.Uai, school.People, seen]);
        }

        if (kept.SchoolCount > kept.Schools.Length)
        {
            output.WriteLine(text["commands.kept-more", kept.SchoolCount - kept.Schools.Length]);
        }
    }
}
