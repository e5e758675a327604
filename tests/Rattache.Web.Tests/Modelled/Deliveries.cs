using System.Globalization;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Modelled;

/// <summary>AAF deliveries of one small school, in which people come and go, and pupils change parents, from night to night.</summary>
internal static class Deliveries
{
    private const string School = "1010";

    public static string LastName(int parent) => $"DUPONT{(char)('A' + parent)}";

    public static string Relative(int parent) => (1000 + parent).ToString(CultureInfo.InvariantCulture);

    public static string Pupil(int pupil) => (2000 + pupil).ToString(CultureInfo.InvariantCulture);

    /// <param name="into">Where the delivery's folder is made.</param>
    /// <param name="parentsOf">For each pupil who is there.</param>
    public static string Full(string into, DateOnly day, IEnumerable<int> parents, IReadOnlyDictionary<int, int[]> parentsOf)
    {
        var night = new AafNight(day).School(School, "0411010A");
        foreach (var parent in parents)
        {
            night.Relative(Relative(parent), LastName(parent));
        }

        foreach (var (pupil, adults) in parentsOf)
        {
            night.Pupil(Pupil(pupil), School, "6A", [.. adults.Select(Relative)]);
        }

        return night.Write(into);
    }

    public static string Withdrawal(string into, DateOnly day, string category, string id) =>
        new AafNight(day) { IsDelta = true }
            .Withdraw(category, id)
            .Write(into);

    public static string Arrival(string into, DateOnly day, int parent) =>
        new AafNight(day) { IsDelta = true }
            .Relative(Relative(parent), LastName(parent))
            .Write(into);

    public static string NewParents(string into, DateOnly day, int pupil, int[] parents) =>
        new AafNight(day) { IsDelta = true }
            .Change("Eleve", Pupil(pupil), ("ENTElevePersRelEleve", [.. parents.Select(p => $"{Relative(p)}$10$1$1$1$0")]))
            .Write(into);
}
