using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Data;

public sealed class AddedRowsTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 30, 15, 250, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_WrittenWithOtherStatements_AreThoseThatEntityFrameworkReads()
    {
        var actor = new AccountId(Guid.NewGuid());
        await using var db = app.OpenDb();
        db.Record(Now, "test", "ok", actor, address: "192.0.2.7");
        var message = Announcement.Of("test", new { Name = "L'été; {0} -- @p0" }, Now);
        db.Outbox.Add(message);
        await using var transaction = await WriteTransaction.BeginAsync(db, Cancellation);
        var rows = AddedRows.Take(db, first: 1);
        await using (var reader = await db.ReadAsync($"select {{0}};\n{rows.Statements}", [1, .. rows.Values], Cancellation))
        {
            while (await reader.DbDataReader.NextResultAsync(Cancellation)) { }
        }

        (await db.SaveChangesAsync(Cancellation)).ShouldBe(0, "they are saved already");
        await transaction.CommitAsync(Cancellation);

        await using var fresh = app.OpenDb();
        var line = await fresh.Audit.SingleAsync(e => e.Actor == actor, Cancellation);
        (line.At, line.Kind, line.Subject, line.Other, line.Position).ShouldBe((Now, "test", actor, null, null));
        var detail = await fresh.AuditDetails.SingleAsync(d => d.EntryId == line.Id, Cancellation);
        detail.Address.ShouldBe("192.0.2.7");
        detail.Digest().ShouldBe(line.Digest);
        var kept = await fresh.Outbox.SingleAsync(m => m.Id == message.Id, Cancellation);
        (kept.Payload, kept.DueAt, kept.Attempts, kept.DeliveredAt).ShouldBe((message.Payload, Now, 0, null));
    }
}
