using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rattache.Web.Features.Legal;

/// <summary>
/// The state of each criterion of the RGAA 4.1, as <c>rgaa.json</c> beside this file says it: whoever changes a page changes its line
/// there. The criteria are named in few words of our own; their text is the official one.
/// </summary>
public sealed record Rgaa(IReadOnlyList<RgaaCriterion> Criteria)
{
    /// <summary>How many criteria each of the 13 topics has (RGAA 4.1, 106 in all).</summary>
    public static IReadOnlyList<int> Topics { get; } = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static Rgaa Present { get; } = Read();

    public int Count(RgaaState state) => Criteria.Count(criterion => criterion.State == state);

    /// <summary>Of the criteria that apply, in whole percent, rounded down.</summary>
    public int Percent => 100 * Count(RgaaState.Met) / (Criteria.Count - Count(RgaaState.DoesNotApply));

    private static Rgaa Read()
    {
        using var file = typeof(Rgaa).Assembly.GetManifestResourceStream("rgaa.json")!;
        return new(JsonSerializer.Deserialize<List<RgaaCriterion>>(file, Options)!);
    }
}

/// <param name="Number">Topic and criterion: <c>10.4</c>.</param>
/// <param name="Because">What it rests on, or what is missing.</param>
public sealed record RgaaCriterion(string Number, RgaaState State, string Name, string Because)
{
    public int Topic => int.Parse(Number.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
}

[JsonConverter(typeof(JsonStringEnumConverter<RgaaState>))]
public enum RgaaState
{
    [JsonStringEnumMemberName("conforme")]
    Met = 1,

    [JsonStringEnumMemberName("non-conforme")]
    NotMet,

    [JsonStringEnumMemberName("non-applicable")]
    DoesNotApply,
}
