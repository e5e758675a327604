using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Departures;

/// <summary>Work of one process a day, among any number of them: who is first to move the due time has it.</summary>
public sealed class DailyJob
{
    public const string Erasure = "erasure";

    /// <summary>Who dies at work, or cannot finish it, leaves it to the others after this.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    public required string Name { get; init; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

internal static class DailyJobs
{
    /// <returns>Whether it is due, and ours for <see cref="DailyJob.Lease"/>.</returns>
    public static async Task<bool> ClaimAsync(this RattacheDb db, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = db.Stored(now);
        await db.Database.ExecuteSqlAsync($"insert into daily_jobs (name, due_at) values ({name}, {stored}) on conflict do nothing", cancellation);
        var lease = now + DailyJob.Lease;
        return await db
                .DailyJobs.Where(j => j.Name == name && j.DueAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, lease), cancellation) == 1;
    }

    /// <summary>Done: not again before tomorrow.</summary>
    public static Task FinishAsync(this RattacheDb db, string name, DateTimeOffset begun, CancellationToken cancellation)
    {
        var tomorrow = begun + TimeSpan.FromDays(1);
        return db.DailyJobs.Where(j => j.Name == name).ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, tomorrow), cancellation);
    }
}
