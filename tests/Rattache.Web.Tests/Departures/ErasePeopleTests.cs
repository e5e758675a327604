using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Departures;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Departures;

/// <summary>Who is due is erased, the whole tree and nobody else, whoever and however many are at it.</summary>
public sealed class ErasePeopleTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Due_TheWholeTreeGoes_AndTheAuditSaysHowManyAndHolds()
    {
        var (kept, absorbed, stays) = (
            await app.People.RelativeAsync("erase.kept"),
            await app.People.RelativeAsync("erase.absorbed"),
            await app.People.RelativeAsync("erase.stays")
        );
        await app.GatherAsync("erase.kept", "erase.absorbed");
        await app.DueAsync(kept, absorbed);

        (await app.EraseAsync()).ShouldBe(new(People: 1, Accounts: 2, Addresses: 0));
        (await app.EraseAsync()).ShouldBe(new(0, 0, 0));

        (await app.IsThereAsync(kept)).ShouldBeFalse();
        (await app.IsThereAsync(absorbed)).ShouldBeFalse();
        (await app.IsThereAsync(stays)).ShouldBeTrue();
        await using var db = app.OpenDb();
        (await db.Audit.SingleAsync(e => e.Kind == AuditKinds.Erased, Cancellation)).ShouldSatisfyAllConditions(
            line => line.Outcome.ShouldBe("ok/2"),
            line => line.Subject.ShouldBeNull()
        );
        (await db.Audit.AnyAsync(e => e.Subject == kept, Cancellation)).ShouldBeTrue();
        await db.SealAsync(Cancellation);
        (await db.VerifyAuditAsync(null, Cancellation)).Faults.ShouldBeEmpty();
        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task NotYetDue_OrOneAccountNotYet_OrCutSince_IsKept()
    {
        var (early, half, other, cut, part) = (
            await app.People.RelativeAsync("kept.early"),
            await app.People.RelativeAsync("kept.half"),
            await app.People.RelativeAsync("kept.other"),
            await app.People.RelativeAsync("kept.cut"),
            await app.People.RelativeAsync("kept.part")
        );
        await app.GatherAsync("kept.half", "kept.other");
        await app.GatherAsync("kept.cut", "kept.part");
        await app.LeftAsync(daysAgo: 179, early, other);
        await app.DueAsync(half, cut, part);
        await using var db = app.OpenDb();
        await UndoAsync(await db.Merges.Where(m => m.AbsorbedId == part).Select(m => m.Id).SingleAsync(Cancellation), cut);

        (await app.EraseAsync()).ShouldBe(new(0, 0, 0));
        await app.DueAsync(other); // now both have
        (await app.EraseAsync()).ShouldBe(new(1, 2, 0));
        (await app.IsThereAsync(cut)).ShouldBeTrue();
        (await app.IsThereAsync(part)).ShouldBeTrue();
    }

    [Fact]
    public async Task Pupil_IsErasedToo_AndTheParentStays()
    {
        var school = await app.People.SchoolAsync("École Émile Zola");
        var parent = await app.People.RelativeAsync("pupil.parent");
        var child = await app.People.ChildAsync("Lina", school, "CM2", parent);
        await app.DueAsync(child);

        (await app.EraseAsync()).ShouldBe(new(1, 1, 0));

        var visitor = await app.SignedInAsync("pupil.parent");
        (await visitor.OpenAsync("/mes-enfants")).Body!.TextContent.ShouldNotContain("Lina");
        (await app.IsThereAsync(parent)).ShouldBeTrue();
    }

    [Fact]
    public async Task ReturnedOrMergedBetweenLookingAndLocking_IsKept()
    {
        var (returns, goes) = (await app.People.RelativeAsync("late.returns"), await app.People.RelativeAsync("late.goes"));
        await app.DueAsync(returns, goes);
        var raced = new BeforeTheLock(
            app.OpenDb,
            db =>
                db.Accounts.Where(a => a.Id == returns).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftAt, (DateTimeOffset?)null), Cancellation)
        );

        await using var product = app.With(raced);
        (await product.EraseAsync()).ShouldBe(new(1, 1, 0));

        raced.Acted.ShouldBeTrue();
        (await app.IsThereAsync(returns)).ShouldBeTrue();
        (await app.IsThereAsync(goes)).ShouldBeFalse();
    }

    [Fact]
    public async Task ManyProcessesAtOnce_EraseEachPersonOnce()
    {
        var people = new List<AccountId>();
        for (var i = 0; i < 20; i++)
        {
            people.Add(await app.People.RelativeAsync($"race.one{i}"));
        }

        await app.DueAsync([.. people]);
        await using var another = app.Another();
        var erasures = await Task.WhenAll(app.EraseAsync(), another.EraseAsync(), app.EraseAsync(), another.EraseAsync());

        erasures.Sum(e => e?.People ?? 0).ShouldBe(20);
        await using var db = app.OpenDb();
        (await db.Audit.SingleAsync(e => e.Kind == AuditKinds.Erased, Cancellation)).Outcome.ShouldBe("ok/20");
    }

    [Fact]
    public async Task DeadAtAnyStep_ErasedWhollyOrNotAtAll()
    {
        var steps = 0;
        for (var finished = false; !finished; steps++)
        {
            var (kept, absorbed) = (await app.People.RelativeAsync($"dead.kept{steps}"), await app.People.RelativeAsync($"dead.absorbed{steps}"));
            await WriteMergeAsync(kept, absorbed);
            await app.DueAsync(kept, absorbed);
            await using var untouched = app.OpenDb();
            var before = await untouched.DumpAsync("data_protection_keys");
            var death = new DeathAt(steps);
            await using (var product = app.With(death))
            {
                try
                {
                    await product.EraseAsync();
                    finished = true;
                }
                catch (Exception e) when (e.GetBaseException() is DeathAt.DeadException)
                {
                    // As if killed: nothing of this process runs any more, and the database rolls back what it had not committed.
                }
            }

            if (!finished)
            {
                var after = await untouched.DumpAsync("data_protection_keys");
                if (await app.IsThereAsync(kept))
                {
                    after.ShouldBe(before, $"dead at step {steps}");
                }

                (await app.EraseAsync()).ShouldNotBeNull();
            }

            (await app.IsThereAsync(kept)).ShouldBeFalse();
            (await app.IsThereAsync(absorbed)).ShouldBeFalse();
            await app.ShouldBeSoundAsync();
        }

        steps.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Letters_OfACouplesAddress_StayForTheOther_UnlessTheyNameTheErased()
    {
        var gone = await app.People.RelativeAsync("letter.gone", with: p => p.Email = "couple@example.org");
        await app.People.RelativeAsync("letter.stays", with: p => p.Email = "couple@example.org");
        await using var db = app.OpenDb();
        foreach (var login in new[] { "letter.gone", "letter.stays" })
        {
            Post.Mails.Enqueue(db, app.Clock.GetUtcNow(), new("couple@example.org", default), "password-changed", login, "hier");
        }

        Post.Mails.Enqueue(db, app.Clock.GetUtcNow(), new("other@example.org", default), "password-changed", "letter.other", "hier");
        await db.SaveChangesAsync(Cancellation);
        await app.DueAsync(gone);

        await app.EraseAsync();

        (await app.MailsToAsync("couple@example.org")).ShouldHaveSingleItem().Text.ShouldContain("letter.stays");
        (await app.MailsToAsync("other@example.org")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TextMessages_ToASharedNumber_StayForTheOther_UnlessTheyNameTheErased()
    {
        const string shared = "+33639981240";
        var gone = await app.People.RelativeAsync("sms.gone", with: p => p.Mobile = shared);
        await app.People.RelativeAsync("sms.stays", with: p => p.Mobile = shared);
        await WriteSmsAsync(new Sms(shared, "Le mot de passe du compte sms.gone a changé.", null).ToPayload());
        await WriteSmsAsync(new Sms(shared, "Le mot de passe du compte sms.stays a changé.", null).ToPayload());
        await app.DueAsync(gone);

        await app.EraseAsync();

        await using var db = app.OpenDb();
        (await db.Outbox.Where(m => m.Type == Sms.Type).Select(m => m.Payload).ToListAsync(Cancellation))
            .ShouldHaveSingleItem()
            .ShouldContain("sms.stays");
    }

    [Theory]
    [InlineData(Mail.Type)]
    [InlineData(Sms.Type)]
    [InlineData(Asking.Type)]
    [InlineData("accounts.merged")]
    [InlineData("of.a.type.to.come")]
    public async Task Message_ToldAndEmptied_StandsInNobodysWay(string type)
    {
        var kept = await app.People.RelativeAsync("told.kept");
        var absorbed = await app.People.RelativeAsync("told.absorbed");
        await app.GatherAsync("told.kept", "told.absorbed");
        await WriteAsync(type, "");
        await app.DueAsync(kept, absorbed);

        (await app.EraseAsync())!.Accounts.ShouldBe(2);

        await using var db = app.OpenDb();
        (await db.Outbox.Select(m => m.Type).ToListAsync(Cancellation)).ShouldBe([type], "the events of the merge are gone");
    }

    private Task WriteSmsAsync(string payload) => WriteAsync(Sms.Type, payload);

    private async Task WriteAsync(string type, string payload)
    {
        var now = app.Clock.GetUtcNow();
        await using var db = app.OpenDb();
        db.Outbox.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Type = type,
                Payload = payload,
                CreatedAt = now,
                DueAt = now,
                DeliveredAt = payload.Length == 0 ? now : null,
            }
        );
        await db.SaveChangesAsync(Cancellation);
    }

    [Fact]
    public async Task AddressesBesideTheAudit_GoWithTheirAge_AndTheAuditHolds()
    {
        var now = app.Clock.GetUtcNow();
        await using var db = app.OpenDb();
        foreach (var days in new[] { 364, 366, 800 })
        {
            db.Record(now.AddDays(-days), AuditKinds.SignedIn, "sign-in.refused", actor: null, address: $"192.0.2.{days % 250}");
        }

        await db.SaveChangesAsync(Cancellation);

        (await app.EraseAsync())!.Addresses.ShouldBe(2);

        (await db.AuditDetails.AsNoTracking().SingleAsync(Cancellation)).Address.ShouldBe("192.0.2.114");
        await db.SealAsync(Cancellation);
        (await db.VerifyAuditAsync(null, Cancellation)).ShouldSatisfyAllConditions(
            verdict => verdict.Faults.ShouldBeEmpty(),
            verdict => verdict.Head.Position.ShouldBe(3)
        );
    }

    [Fact]
    public async Task TheDaysJob_RunsOnceADay_AndAgainAfterAnHourWhereItDied()
    {
        var services = app.Services.GetRequiredService<IServiceScopeFactory>();
        using var eraser = new Eraser(services, app.Clock, NullLogger<Eraser>.Instance);
        using var beside = new Eraser(services, app.Clock, NullLogger<Eraser>.Instance);
        var first = await app.People.RelativeAsync("job.first");
        await app.DueAsync(first);

        await Task.WhenAll(eraser.EraseAsync(Cancellation), beside.EraseAsync(Cancellation));

        (await app.IsThereAsync(first)).ShouldBeFalse();
        var second = await app.People.RelativeAsync("job.second");
        await app.DueAsync(second);
        await eraser.EraseAsync(Cancellation);
        (await app.IsThereAsync(second)).ShouldBeTrue("it has run today");
        await using var db = app.OpenDb();
        (await db.ClaimAsync(DailyJob.Erasure, app.Clock.GetUtcNow().AddDays(1), Cancellation)).ShouldBeTrue(
            "tomorrow it is due, and this claim dies"
        );
        (await db.ClaimAsync(DailyJob.Erasure, app.Clock.GetUtcNow().AddDays(1), Cancellation)).ShouldBeFalse();
        (await db.ClaimAsync(DailyJob.Erasure, app.Clock.GetUtcNow().AddDays(1).AddHours(1), Cancellation)).ShouldBeTrue();
    }

    private async Task WriteMergeAsync(AccountId kept, AccountId absorbed)
    {
        await using var db = app.OpenDb();
        var now = app.Clock.GetUtcNow();
        db.Merges.Add(new(new(Guid.CreateVersion7(now)), kept, absorbed, now, kept, MergeProof.Key));
        await db.SaveChangesAsync(Cancellation);
        await db.Guards.Where(g => g.AccountId == absorbed).ExecuteUpdateAsync(set => set.SetProperty(g => g.RootId, kept), Cancellation);
    }

    private Task<UndoDecision> UndoAsync(MergeId merge, AccountId by) =>
        app.InScopeAsync(services => services.GetRequiredService<UndoMerge>().UndoAsync(new(merge, by, UndoProof.Root), null, Cancellation));
}
