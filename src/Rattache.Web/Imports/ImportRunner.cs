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
    IOptions<MissingSchoolSettings> missingSchools,
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
        var unfit =
            await DeltaBase.JudgeAsync(db, delivery, cancellation) ?? await StepBack.JudgeAsync(db, delivery, options.WrittenAt, cancellation);
        if (unfit is not null)
        {
            return await RefuseAsync(delivery, unfit, started, options, cancellation);
        }

        db.Database.SetCommandTimeout(Patience); // sets of a whole academy, not pages
        return await TakeAsync(delivery, new LastRecords(db, delivery.Feed, delivery.Academy), started, options, cancellation)
            ?? await TakeAsync(delivery, last: null, started, options, cancellation)
            ?? throw new InvalidOperationException("What was staged whole cannot be outdated.");
    }

    /// <returns>Null when something that <paramref name="last"/> knew has changed since: nothing is written.</returns>
    private async Task<ImportOutcome?> TakeAsync(
        Delivery delivery,
        LastRecords? last,
        DateTimeOffset started,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        var issues = new IssueLog(options.KeptIssues);
        IStaging staging = db.Database.IsNpgsql() ? new PostgresStaging(db) : new SqliteStaging(db);
        await staging.BeginAsync(cancellation);
        try
        {
            var (staged, refusal) = await ReadAsync(delivery, staging, last, issues, options, cancellation);
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
        LastRecords? last,
        IssueLog issues,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        await using var writer = new StagedWriter(staging, last, time);
        var staged = new StagedDelivery(writer, issues, new ReadingProgress(delivery, options.Progress));
        return (staged, await DeliveryReaders.For(delivery, db).StageAsync(delivery, staged, cancellation));
    }

    private async Task<ImportOutcome?> ApplyAsync(
        Delivery delivery,
        StagedDelivery staged,
        IStaging staging,
        DateTimeOffset started,
        ImportOptions options,
        CancellationToken cancellation
    )
    {
        var delivered = new ApplyDelivery(db, staging, delivery, started);
        DeliveryRefusal? refusal;
        await using (var transaction = await WriteTransaction.BeginAsync(db, Patience, cancellation))
        {
            if (!await delivered.FindAsync(staged.Unnamed, cancellation))
            {
                return null;
            }

            refusal = options.Force ? null : await JudgeAsync(delivered, delivery, cancellation);
            if (refusal is null)
            {
                options.Tell(ImportStep.Writing);
                var kept = (await delivered.KeptAsync(missingSchools.Value.After, cancellation), delivered.Reopened);
                await delivered.WriteAsync(codes, cancellation);
                var continuations = await ContinuationsOfDelivery.ApplyAsync(db, staged.Continuations, started, cancellation);
                var report = await StagedOutcome.ReportAsync(db, delivery, staged, continuations, kept, options.DryRun, cancellation);
                var document = ImportDocument.Of(report, text, started, time.GetUtcNow());
                if (!options.DryRun)
                {
                    await db.RecordAsync(delivery, document, options.WrittenAt, cancellation);
                    await transaction.CommitAsync(cancellation);
                }

                LogTaken(delivery.Feed, report.Issues.Rejections, report.Issues.Warnings);
                return new ImportOutcome.Taken(report, document);
            }
        }

        return await RefuseAsync(delivery, refusal, started, options, cancellation);
    }

    /// <returns>Why the brakes refuse it, or null.</returns>
    private async Task<DeliveryRefusal?> JudgeAsync(ApplyDelivery delivered, Delivery delivery, CancellationToken cancellation)
    {
        var counts = await delivered.CountAsync(cancellation);
        var verdict = ImportRules.Judge(counts, brakes.Value.On(Clocks.Day(time.GetUtcNow(), Clocks.Schools)));
        return verdict is ImportVerdict.Refused refused ? DeliveryRefusal.Of(refused, counts, delivery.Name) : null;
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
            await db.RecordAsync(delivery, document, options.WrittenAt, cancellation);
        }

        return new ImportOutcome.Refused(refusal, document);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Delivery of {Feed} taken: {Rejections} rejections, {Warnings} warnings")]
    private partial void LogTaken(DirectorySource feed, int rejections, int warnings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery refused whole: {Code}, line {Line}")]
    private partial void LogRefused(string code, int? line);
}
