namespace Rattache.Web.Tests.Imports;

/// <summary>What stands before the records of a file costs no more than reading it, whoever wrote it.</summary>
public sealed class AafHeadTests
{
    /// <summary>Nothing takes this long; what does was read again and again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Heads =>
        new()
        {
            { "a hundred comments", string.Concat(Enumerable.Repeat("<!-- une remarque --> \n", 100)) },
            { "a comment of a million letters", $"<!-- degre={new string('X', 1_000_000)} -->" },
            { "a comment of a million blanks", $"<!-- degre{new string(' ', 1_000_000)} -->" },
            { "a comment that never closes its quote", $"<!-- degre=\"{new string('X', 1_000_000)} -->" },
        };

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task Delivery_UnderSuchAHead_IsTaken(string what, string head)
    {
        await using var app = await ImportApp.StartAsync();
        var delivery = new AafNight().School("1", "0411010A").Relative("10").Pupil("20", "1", "6A", "10").Write(app.Folder);
        foreach (var file in Directory.GetFiles(delivery))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace("?>", $"?>{head}", StringComparison.Ordinal));
        }

        // On a thread of its own: what goes round in a pattern never comes to wait.
        var report = await Task.Run(() => app.TakeAsync(delivery)).WaitAsync(Patience, TestContext.Current.CancellationToken);

        report.Counts.Sum(c => c.New).ShouldBe(3, what);
    }
}
