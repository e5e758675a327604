using System.Collections.Immutable;
using System.Globalization;
using Rattache.Core.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>That part of <see cref="ImportDocument"/> that tells who is missing and did not leave.</summary>
/// <param name="People">All of them, each once.</param>
/// <param name="SchoolCount">Of all such schools; <paramref name="Schools"/> holds the largest.</param>
public sealed record KeptDocument(
    int People,
    int SchoolCount,
    ImmutableArray<KeptSchoolDocument> Schools,
    ImmutableArray<KeptCategoryDocument> Categories
)
{
    internal static KeptDocument? Of(KeptPeople kept, Text text) =>
        kept.People == 0
            ? null
            : new(kept.People, kept.SchoolCount, [.. kept.Schools.Select(s => Of(s, text))], [.. kept.Categories.Select(c => Of(c, text))]);

    private static KeptSchoolDocument Of(KeptSchool school, Text text)
    {
        var day = Clocks.Day(school.SeenAt, Clocks.Schools);
        var said = day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        return new(school.Uai, school.People, day, text["import.kept-school", said, school.Uai]);
    }

    private static KeptCategoryDocument Of(KeptCategory kept, Text text) => new(kept.Category, kept.People, text["import.kept-category"]);
}

/// <param name="LastDelivered">The day, in France, on which a delivery of the feed last held the school.</param>
/// <param name="Reason"><inheritdoc cref="RefusalDocument" path="/param[@name='Reason']"/></param>
public sealed record KeptSchoolDocument(string Uai, int People, DateOnly LastDelivered, string Reason);

/// <param name="Reason"><inheritdoc cref="RefusalDocument" path="/param[@name='Reason']"/></param>
public sealed record KeptCategoryDocument(RecordCategory Category, int People, string Reason);
