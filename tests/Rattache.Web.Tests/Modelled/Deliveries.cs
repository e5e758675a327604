using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Modelled;

/// <summary>Full AAF deliveries of one small school, in which pupils change parents from night to night.</summary>
internal static class Deliveries
{
    private const string School = "1010";

    public static string LastName(int parent) => $"DUPONT{(char)('A' + parent)}";

    public static string Login(int parent) => $"parent.{LastName(parent)}".ToLowerInvariant();

    public static string Relative(int parent) => $"{1000 + parent}";

    public static string Pupil(int pupil) => $"{2000 + pupil}";

    /// <param name="into">Where the delivery's folder is made.</param>
    /// <param name="parentsOf">For each pupil.</param>
    public static string Write(string into, int parents, IReadOnlyList<int[]> parentsOf)
    {
        var night = new AafNight().School(School, "0411010A");
        foreach (var parent in Enumerable.Range(0, parents))
        {
            night.Relative(Relative(parent), LastName(parent));
        }

        foreach (var (pupil, adults) in parentsOf.Index())
        {
            night.Pupil(Pupil(pupil), School, "6A", [.. adults.Select(Relative)]);
        }

        return night.Write(into);
    }
}
