using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Notifications;

namespace Rattache.Web.Tests.App;

/// <summary>What happens to people, what they chose to hear of it, and the minute in which it is sent.</summary>
public static class Notified
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As a delivery or a page writes it.</summary>
    public static async Task HappensAsync(
        this RattacheApp app,
        NoticeEvent what,
        AccountId account,
        AccountId? about = null,
        DateTimeOffset? at = null
    )
    {
        await using var db = app.OpenDb();
        db.Notices.Add(new(account, what, about ?? account, at ?? app.Clock.GetUtcNow()));
        await db.SaveChangesAsync(Cancellation);
    }

    public static async Task ChoosesAsync(this RattacheApp app, AccountId account, Func<NotificationChoice, NotificationChoice> choice)
    {
        await using var db = app.OpenDb();
        var preferences = await db.PreferencesAsync(account, Cancellation);
        preferences.Choose(choice(preferences.Choice), app.Clock.GetUtcNow());
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>What the application does by itself every minute.</summary>
    /// <param name="clock">One that no timer of the application waits for: every second of a jump of weeks would ring them.</param>
    public static Task SendDigestsAsync(this RattacheApp app, TimeProvider? clock = null) =>
        app.InScopeAsync(async services =>
        {
            var digests = ActivatorUtilities.CreateInstance<SendDigests>(services, clock ?? app.Clock);
            while (await digests.SendAsync(Cancellation) > 0) { }
            return true;
        });

    public static async Task<int> PendingAsync(this RattacheApp app, AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Notices.CountAsync(n => n.AccountId == account, Cancellation);
    }
}
