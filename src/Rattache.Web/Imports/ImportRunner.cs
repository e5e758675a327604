using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Imports.Apply;
using Rattache.Web.Imports.Archives;
using Rattache.Web.Imports.Staging;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>Takes deliveries: reads each into staging, where nobody waits for it, then writes it in one transaction.</summary>
public sealed partial class ImportRunner(
    RattacheDb db,
    ActivationCodes codes,
    IOptions<BrakeSettings> brakes,
    IOptions<ArchiveSettings> archives,
    Text text,
    TimeProvider time,
    ILogger<ImportRunner> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<ImmutableArray<ImportOutcome>> RunAsync(IReadOnlyList<string> paths, ImportOptions options, CancellationToken cancellation)
    {
        await using var alone = await ImportLock.TakeAsync(db, () => options.Tell(ImportStep.Waiting), cancellation);
        options.Tell(ImportStep.Opening);
        var started = time.GetUtcNow();
        using var opened = OpenedPaths.Of(paths, archives.Value, cancellation);
        var (deliveries, refusal) = opened.Refusal is null ? DeliveryFiles.Find(opened.Paths, options.School) : ([], opened.Refusal);
        if (refusal is not null)
        {
            return [await RefuseAsync(null, opened.Named(refusal), started, options, cancellation)];
        }

        var memory = options.SkipTaken ? await DeliveryMemory.OfAsync(db, deliveries, cancellation) : null;
        var outcomes = ImmutableArray.CreateBuilder<ImportOutcome>();
        foreach (var delivery in deliveries)
        {
            var known = memory?.Find(delivery);
            outcomes.Add(known is null ? await RunAsync(delivery, options, cancellation) : new ImportOutcome.Known(known));
        }

        return outcomes.ToImmutable();
    }

    private async Task<ImportOutcome> RunAsync(Delivery delivery, ImportOptions options, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        if (await DeltaBase.JudgeAsync(db, delivery, cancellation) is { } unfit)
        {
            return await RefuseAsync(delivery, unfit, started, options, cancellation);
        }

        var issues = new IssueLog(options.KeptIssues);
        IStaging staging = db.Database.IsNpgsql() ? new PostgresStaging(db) : new SqliteStaging(db);
        db.Database.SetCommandTimeout(Patience); // sets of a whole academy, not pages
        await staging.BeginAsync(cancellation);
        try
        {
            var (staged, refusal) = await ReadAsync(delivery, staging, issues, options, cancellation);
            if (refusal is not null)
            {
                return await RefuseAsync(delivery, refusal, started, options, cancellation);
            }

            options.Tell(ImportStep.Comparing);
            await staging.ReadyAsync(cancellation);
            return await ApplyAsync(delivery, staged, staging, started, options, cancellation);
        }
        finally
        {
            await staging.EndAsync();
        }
    }

    private async Task<(StagedDelivery Staged, DeliveryRefusal? Refusal)> ReadAsync(
        Delivery delivery,
        IStaging staging,
        IssueLog issues,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        await using var writer = new StagedWriter(staging, time);
        var staged = new StagedDelivery(writer, issues, new ReadingProgress(delivery, options.Progress));
        return (staged, await DeliveryReaders.For(delivery, db).StageAsync(delivery, staged, cancellation));
    }

    private async Task<ImportOutcome> ApplyAsync(
        Delivery delivery,
        StagedDelivery staged,
        IStaging staging,
        DateTimeOffset started,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        DeliveryRefusal? refusal;
        await using (var transaction = await WriteTransaction.BeginAsync(db, Patience, cancellation))
        {
            refusal = await WriteAsync(delivery, staged, staging, started, options, cancellation);
            if (refusal is null)
            {
                var continuations = await ContinuationsOfDelivery.ApplyAsync(db, staged.Continuations, started, cancellation);
                var report = await StagedOutcome.ReportAsync(db, delivery, staged, continuations, options.DryRun, cancellation);
                var document = ImportDocument.Of(report, text, started, time.GetUtcNow());
                if (!options.DryRun)
                {
                    await db.RecordAsync(delivery, document, cancellation);
                    await transaction.CommitAsync(cancellation);
                }

                LogTaken(delivery.Feed, report.Issues.Rejections, report.Issues.Warnings);
                return new ImportOutcome.Taken(report, document);
            }
        }

        return await RefuseAsync(delivery, refusal, started, options, cancellation);
    }

    /// <returns>Why the brakes refuse it, or null: then all is written.</returns>
    private async Task<DeliveryRefusal?> WriteAsync(
        Delivery delivery,
        StagedDelivery staged,
        IStaging staging,
        DateTimeOffset now,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        var feed = new Feed(delivery.Feed, delivery.Academy);
        await LoginLock.TakeAsync(db, cancellation);
        var isFull = delivery.Extent == DeliveryExtent.Full;
        var coversNothingKnown = isFull && await CountsOfDelivery.CoversNothingKnownAsync(db, feed, cancellation);
        await SchoolsOfDelivery.ApplyAsync(db, feed, cancellation);
        await KnownPeople.ResolveAsync(db, feed, cancellation);
        await DeparturesOfDelivery.FindAsync(db, feed, delivery, staged.Unnamed, cancellation);
        if (!options.Force)
        {
            var counts = await CountsOfDelivery.CountAsync(db, feed, isFull ? delivery.Lacking : [], coversNothingKnown, cancellation);
            if (ImportRules.Judge(counts, brakes.Value.On(Clocks.Day(time.GetUtcNow()))) is ImportVerdict.Refused refused)
            {
                return DeliveryRefusal.Of(refused, counts, delivery.Name);
            }
        }

        options.Tell(ImportStep.Writing);
        await AccountsOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await CodesOfDelivery.ApplyAsync(db, staging, codes, now, cancellation);
        await PlacesOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await LinksOfDelivery.ApplyAsync(db, feed, cancellation);
        await NoticesOfDelivery.ApplyAsync(db, staging, now, cancellation);
        await DeparturesOfDelivery.ApplyAsync(db, staging, now, cancellation);
        return null;
    }

    private async Task<ImportOutcome> RefuseAsync(
        Delivery? delivery,
        DeliveryRefusal refusal,
        DateTimeOffset started,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        LogRefused(refusal.Code, refusal.Line);
        var document = ImportDocument.Of(refusal, delivery, options.DryRun, text, started, time.GetUtcNow());
        if (!options.DryRun)
        {
            await db.RecordAsync(delivery, document, cancellation);
        }

        return new ImportOutcome.Refused(refusal, document);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery of {Feed} taken: {Rejections} rejections, {Warnings} warnings")]
    private partial void LogTaken(DirectorySource feed, int rejections, int warnings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery refused whole: {Code}, line {Line}")]
    private partial void LogRefused(string code, int? line);
}
