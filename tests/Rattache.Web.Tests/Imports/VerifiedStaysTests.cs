using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Tests.Imports;

/// <summary>What a person verified is never overwritten by a feed (DESIGN §5, <em>Feed and person</em>); the feed's own value stays beside it.</summary>
public sealed class VerifiedStaysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feed_ChangesOrDropsTheMobile_WhatThePersonVerifiedStays()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(new AafNight().School("1", "0411010A").Relative("10").Pupil("20", "1", "6A", "10").Write(app.Folder));
        var account = await app.Db.Accounts.SingleAsync(a => a.ExternalId == "10", Cancellation);
        app.Db.Users.Add(
            new Credentials
            {
                Id = account.Id,
                UserName = account.Login,
                Email = "mien@example.org",
                EmailConfirmed = true,
                PhoneNumber = "+33639981240",
                PhoneNumberConfirmed = true,
            }
        );
        await app.Db.SaveChangesAsync(Cancellation);

        foreach (var (night, stated) in new[] { "06 39 98 99 99", "" }.Index())
        {
            await app.TakeAsync(
                new AafNight(new(2026, 9, 2 + night)) { IsDelta = true }
                    .Change("PersRelEleve", "10", ("mobile", [stated]), ("mail", [stated.Length == 0 ? "" : "feed@example.org"]))
                    .Write(app.Folder)
            );

            app.Db.ChangeTracker.Clear();
            var feed = await app.Db.Accounts.SingleAsync(a => a.Id == account.Id, Cancellation);
            (feed.MobilePhone ?? "").ShouldBe(stated);
            var own = await app.Db.Users.SingleAsync(c => c.Id == account.Id, Cancellation);
            (own.Email, own.EmailConfirmed, own.PhoneNumber, own.PhoneNumberConfirmed).ShouldBe(("mien@example.org", true, "+33639981240", true));
        }
    }
}
