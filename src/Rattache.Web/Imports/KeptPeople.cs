using System.Collections.Immutable;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>Who is missing from a whole delivery and did not leave, by why. Nothing of theirs is lost; somebody has to look why.</summary>
/// <param name="People">All of them, each once.</param>
/// <param name="SchoolCount">Schools that the feed does not deliver any more; <paramref name="Schools"/> holds the first of them.</param>
/// <param name="Schools">The largest first, at most <see cref="MostSchools"/>.</param>
/// <param name="Categories">Those with a row that does not say whose it is.</param>
public sealed record KeptPeople(int People, int SchoolCount, ImmutableArray<KeptSchool> Schools, ImmutableArray<KeptCategory> Categories)
{
    public const int MostSchools = 20;

    public static KeptPeople Nobody { get; } = new(0, 0, [], []);
}

/// <param name="People">Missing, and in no school but such ones and those of the delivery; who is in two such ones counts in both.</param>
/// <param name="SeenAt">When a delivery of the feed last held it.</param>
public sealed record KeptSchool(string Uai, int People, DateTimeOffset SeenAt);

/// <param name="People">Who would have left.</param>
public sealed record KeptCategory(RecordCategory Category, int People);
