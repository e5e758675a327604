using System.Globalization;

namespace Rattache.Web.Tests.Imports;

/// <summary>Schools of a feed, each with pupils of one parent each: pupil 10300 of school 1 has the parent 10400.</summary>
internal static class Schooling
{
    public static string Uai(int school) => $"041{1000 + school}A";

    /// <param name="day">Of the delivery.</param>
    /// <param name="schools">Their numbers, and how many pupils each has.</param>
    public static AafNight Of(DateOnly day, params (int School, int Pupils)[] schools) =>
        schools.Aggregate(new AafNight(day), (night, s) => night.With(s.School, 0, s.Pupils));

    /// <param name="night">The delivery.</param>
    /// <param name="school">Its number.</param>
    /// <param name="first">The first of its pupils to be there.</param>
    /// <param name="pupils">How many are.</param>
    public static AafNight With(this AafNight night, int school, int first, int pupils)
    {
        night.School(Id(school), Uai(school));
        foreach (var pupil in Enumerable.Range(first, pupils))
        {
            night.Relative($"{(school * 10_000) + 400 + pupil}");
            night.Pupil($"{(school * 10_000) + 300 + pupil}", Id(school), "6A", $"{(school * 10_000) + 400 + pupil}");
        }

        return night;
    }

    /// <summary>What the feed calls it.</summary>
    public static string Id(int school) => school.ToString(CultureInfo.InvariantCulture);
}
