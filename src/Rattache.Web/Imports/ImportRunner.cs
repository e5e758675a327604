using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Imports.Aaf;
using Rattache.Web.Imports.Apply;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports;

/// <summary>Takes deliveries: reads each into staging, where nobody waits for it, then writes it in one transaction.</summary>
public sealed partial class ImportRunner(RattacheDb db, ActivationCodes codes, TimeProvider time, ILogger<ImportRunner> logger)
{
    public async Task<ImmutableArray<ImportOutcome>> RunAsync(IReadOnlyList<string> paths, ImportOptions options, CancellationToken cancellation)
    {
        var (deliveries, refusal) = DeliveryFiles.Find(paths);
        if (refusal is not null)
        {
            return [await RefuseAsync(refusal, options, cancellation)];
        }

        var outcomes = ImmutableArray.CreateBuilder<ImportOutcome>();
        foreach (var delivery in deliveries)
        {
            outcomes.Add(await RunAsync(delivery, options, cancellation));
        }

        return outcomes.ToImmutable();
    }

    private async Task<ImportOutcome> RunAsync(Delivery delivery, ImportOptions options, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        var issues = new IssueLog(options.KeptIssues);
        IStaging staging = db.Database.IsNpgsql() ? new PostgresStaging(db) : new SqliteStaging(db);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1)); // sets of a whole academy, not pages
        await staging.BeginAsync(cancellation);
        try
        {
            var read = new AafDelivery(delivery, new StagedWriter(staging, time), issues);
            if (await read.StageAsync(cancellation) is { } refusal)
            {
                return await RefuseAsync(refusal, options, cancellation);
            }

            await staging.ReadyAsync(cancellation);
            await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
            await ApplyAsync(staging, new(delivery.Feed, delivery.Academy), started, cancellation);
            var report = await ReportAsync(delivery, read, issues, options, cancellation);
            if (!options.DryRun)
            {
                await RecordAsync(delivery, report, started, cancellation);
                await transaction.CommitAsync(cancellation);
            }

            LogTaken(delivery.Feed, report.Issues.Rejections, report.Issues.Warnings);
            return new ImportOutcome.Taken(report);
        }
        finally
        {
            await staging.EndAsync();
        }
    }

    private async Task ApplyAsync(IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation)
    {
        await LoginLock.TakeAsync(db, cancellation);
        await SchoolsOfDelivery.ApplyAsync(db, feed, cancellation);
        await KnownPeople.ResolveAsync(db, feed, cancellation);
        await AccountsOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await CodesOfDelivery.ApplyAsync(db, staging, codes, now, cancellation);
        await PlacesOfDelivery.ApplyAsync(db, staging, now, cancellation);
        await LinksOfDelivery.ApplyAsync(db, feed, cancellation);
    }

    private async Task<ImportReport> ReportAsync(
        Delivery delivery,
        AafDelivery read,
        IssueLog issues,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        await StagedOutcome.TellAsync(db, delivery.Files, issues, cancellation);
        var counted = await StagedOutcome.CountAsync(db, cancellation);
        var counts = read
            .Read.OrderBy(c => c.Key)
            .Select(c => StagedOutcome.Sum(c.Key, c.Value, read.Rejected.GetValueOrDefault(c.Key), counted[c.Key]));
        return new(delivery.Feed, delivery.Academy, delivery.Date, delivery.IsWhole, options.DryRun, [.. counts], issues);
    }

    private async Task RecordAsync(Delivery delivery, ImportReport report, DateTimeOffset started, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        db.ImportRuns.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Source = delivery.Feed,
                Academy = delivery.Academy,
                Fingerprint = await DeliveryFingerprint.OfAsync(delivery, cancellation),
                DeliveredOn = delivery.Date,
                StartedAt = started,
                FinishedAt = now,
                Rejected = report.Issues.Rejections,
                Counts = JsonSerializer.Serialize(
                    report.Counts.ToDictionary(
                        c => c.Category.ToString(),
                        c => new
                        {
                            c.Read,
                            c.New,
                            c.Changed,
                            c.Unchanged,
                            c.Rejected,
                        }
                    )
                ),
            }
        );
        db.Record(now, AuditKinds.Imported, AuditKinds.Ok, actor: null);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<ImportOutcome> RefuseAsync(DeliveryRefusal refusal, ImportOptions options, CancellationToken cancellation)
    {
        LogRefused(refusal.Code, refusal.Line);
        if (!options.DryRun)
        {
            db.Record(time.GetUtcNow(), AuditKinds.Imported, refusal.Code, actor: null);
            await db.SaveChangesAsync(cancellation);
        }

        return new ImportOutcome.Refused(refusal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery of {Feed} taken: {Rejections} rejections, {Warnings} warnings")]
    private partial void LogTaken(Core.Accounts.DirectorySource feed, int rejections, int warnings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery refused whole: {Code}, line {Line}")]
    private partial void LogRefused(string code, int? line);
}
