using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Notifications;

/// <summary>The time zone of somebody who is not the one signed in: of whoever is, <see cref="Clocks.Current"/>.</summary>
internal static class ChosenZone
{
    /// <summary>Null where they chose none.</summary>
    public static async Task<TimeZoneInfo?> ChosenZoneAsync(this RattacheDb db, AccountId account, CancellationToken cancellation) =>
        Clocks.Find(await db.NotificationPreferences.Where(p => p.AccountId == account).Select(p => p.TimeZone).SingleOrDefaultAsync(cancellation));
}
