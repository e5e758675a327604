using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Audit;

/// <summary>What was written down stays as it was, or it shows.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 8, 30, 0, TimeSpan.Zero);
    private TestDatabase database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.MakeAsync();

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Verify_WhatWasWrittenAndSealed_Holds()
    {
        await WriteAsync(7);
        var verdict = await VerifyAsync();
        verdict.Faults.ShouldBeEmpty();
        verdict.Head.Position.ShouldBe(7);
        verdict.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_LinesNotSealedYet_CountsThem()
    {
        await WriteAsync(2);
        await WriteAsync(3, seal: false);
        (await VerifyAsync()).ShouldSatisfyAllConditions(v => v.Faults.ShouldBeEmpty(), v => v.Waiting.ShouldBe(3));
    }

    [Theory]
    [InlineData("kind = 'key.made'")]
    [InlineData("outcome = 'ok'")]
    [InlineData("actor = null")]
    [InlineData("subject = other")]
    [InlineData("other = null")]
    [InlineData("digest = null")]
    public async Task Verify_ALineChangedByWhoeverOwnsTheDatabase_NamesIt(string change)
    {
        await WriteAsync(5);
        await AsOwnerAsync($"update audit set {change} where position = 3");
        (await VerifyAsync()).Faults.ShouldContain(f => f.Position == 3 && f.Kind == AuditFaultKind.Altered);
    }

    [Fact]
    public async Task Verify_ATimeMovedByAMillisecond_NamesTheLine()
    {
        await WriteAsync(5);
        await AsOwnerAsync($"update audit set at = at + {(Engine.IsPostgres ? "interval '1 millisecond'" : "1")} where position = 4");
        (await VerifyAsync()).Faults[0].ShouldBe(new(4, (await LineAsync(4)).Id, AuditFaultKind.Altered));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Verify_ALineRemoved_SaysWhere(int position)
    {
        await WriteAsync(5);
        await AsOwnerAsync($"delete from audit where position = {position}");
        (await VerifyAsync()).Faults.ShouldHaveSingleItem().ShouldBe(new(position, null, AuditFaultKind.Removed));
    }

    [Fact]
    public async Task Verify_ALineRemovedAndTheRestMovedUp_Shows()
    {
        await WriteAsync(5);
        await AsOwnerAsync("delete from audit where position = 3");
        await AsOwnerAsync("update audit set position = 3 where position = 4");
        await AsOwnerAsync("update audit set position = 4 where position = 5");
        (await VerifyAsync()).Faults[0].ShouldSatisfyAllConditions(f => f.Position.ShouldBe(3), f => f.Kind.ShouldBe(AuditFaultKind.Altered));
    }

    [Fact]
    public async Task Verify_TwoLinesExchanged_NamesBoth()
    {
        await WriteAsync(5);
        await AsOwnerAsync("update audit set position = 9 where position = 2");
        await AsOwnerAsync("update audit set position = 2 where position = 3");
        await AsOwnerAsync("update audit set position = 3 where position = 9");
        (await VerifyAsync()).Faults.Select(f => f.Position).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task Verify_TheEndCutOff_ShowsAgainstAHeadNotedBefore()
    {
        await WriteAsync(5);
        var head = (await VerifyAsync()).Head;
        (await VerifyAsync(head)).Faults.ShouldBeEmpty();
        await AsOwnerAsync("delete from audit where position >= 4");
        (await VerifyAsync()).Faults.ShouldBeEmpty("nothing in the table can tell");
        (await VerifyAsync(head)).Faults.ShouldHaveSingleItem().Kind.ShouldBe(AuditFaultKind.HeadNotMet);
    }

    [Fact]
    public async Task Verify_AllOfItWrittenAnew_ShowsAgainstAHeadNotedBefore()
    {
        await WriteAsync(3);
        var head = (await VerifyAsync()).Head;
        await AsOwnerAsync("delete from audit");
        await WriteAsync(5);
        (await VerifyAsync()).Faults.ShouldBeEmpty();
        (await VerifyAsync(head)).Faults.ShouldHaveSingleItem().Kind.ShouldBe(AuditFaultKind.HeadNotMet);
    }

    [Fact]
    public async Task Verify_PersonalDetailsErased_Holds()
    {
        await WriteAsync(5);
        await using (var db = database.Open())
        {
            (await db.AuditDetails.Where(d => d.At < Now.AddSeconds(1)).ExecuteDeleteAsync(Cancellation)).ShouldBe(5);
        }

        (await VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Verify_APersonalDetailReplaced_NamesTheLine()
    {
        await WriteAsync(5);
        await using (var db = database.Open())
        {
            var second = (await LineAsync(2)).Id;
            await db
                .AuditDetails.Where(d => d.EntryId == second)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Address, "192.0.2.99"), Cancellation);
        }

        (await VerifyAsync()).Faults.ShouldHaveSingleItem().Kind.ShouldBe(AuditFaultKind.DetailAltered);
    }

    [Theory]
    [InlineData("update audit set outcome = 'ok'")]
    [InlineData("update audit set seal = digest")]
    [InlineData("update audit set position = null, seal = null")]
    [InlineData("delete from audit")]
    public async Task Database_OfWhateverStatement_RefusesToChangeTheAudit(string statement)
    {
        await WriteAsync(3);
        await using var db = database.Open();
        var refused = await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(statement, Cancellation));
        refused.Message.ShouldContain("audit lines are never");
        (await VerifyAsync()).ShouldSatisfyAllConditions(v => v.Faults.ShouldBeEmpty(), v => v.Head.Position.ShouldBe(3));
    }

    [Fact]
    public async Task Seal_ByManyProcessesAtOnce_MakesOneChain()
    {
        await WriteAsync(40, seal: false);
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    await using var db = database.Open();
                    await db.SealAsync(Cancellation);
                })
        );
        await SealAsync();
        (await VerifyAsync()).ShouldSatisfyAllConditions(
            v => v.Faults.ShouldBeEmpty(),
            v => v.Head.Position.ShouldBe(40),
            v => v.Waiting.ShouldBe(0)
        );
    }

    [Fact]
    public async Task Seal_ALineThatCommitsAfterYoungerOnesWereSealed_IsSealedNext()
    {
        await WriteAsync(2);
        await using (var db = database.Open())
        {
            db.Record(Now.AddSeconds(-30), AuditKinds.SignedIn, AuditKinds.Ok, Somebody());
            await db.SaveChangesAsync(Cancellation);
        }

        await SealAsync();
        (await VerifyAsync()).ShouldSatisfyAllConditions(v => v.Faults.ShouldBeEmpty(), v => v.Head.Position.ShouldBe(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12-abc")]
    [InlineData("-1-0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1-zz00000000000000000000000000000000000000000000000000000000000000")]
    public void Head_ThatIsNone_IsNotRead(string typed) => AuditHead.TryParse(typed).ShouldBeNull();

    private static AccountId Somebody() => new(Guid.CreateVersion7(Now));

    private async Task WriteAsync(int lines, bool seal = true)
    {
        await using var db = database.Open();
        for (var i = 0; i < lines; i++)
        {
            db.Record(Now.AddMilliseconds(i), AuditKinds.Merged, "merge.conflict", Somebody(), Somebody(), Somebody(), "192.0.2.1");
        }

        await db.SaveChangesAsync(Cancellation);
        if (seal)
        {
            await SealAsync();
        }
    }

    private async Task SealAsync()
    {
        await using var db = database.Open();
        await db.SealAsync(Cancellation);
    }

    private async Task<AuditVerdict> VerifyAsync(AuditHead? noted = null)
    {
        await using var db = database.Open();
        return await db.VerifyAuditAsync(noted, Cancellation);
    }

    private async Task<AuditEntry> LineAsync(long position)
    {
        await using var db = database.Open();
        return await db.Audit.SingleAsync(e => e.Position == position, Cancellation);
    }

    /// <summary>Whoever owns the database can take the guards away first; the chain is what is left.</summary>
    private async Task AsOwnerAsync(string statement)
    {
        await using var db = database.Open();
        var onAudit = Engine.IsPostgres ? " on audit" : "";
        var drop = $"drop trigger if exists audit_no_change{onAudit}; drop trigger if exists audit_no_removal{onAudit}";
        await db.Database.ExecuteSqlRawAsync(drop, Cancellation);
        await db.Database.ExecuteSqlRawAsync(statement, Cancellation);
    }
}
