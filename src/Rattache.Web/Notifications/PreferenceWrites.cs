using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Notifications;

/// <summary>What a person chose, read and changed by whoever holds the lock of their guard.</summary>
internal static class PreferenceWrites
{
    private static readonly NotificationKind[] ToChoose = [NotificationKind.Merges, NotificationKind.Children, NotificationKind.Services];

    /// <summary>Tracked, and new for whoever chose nothing yet.</summary>
    public static async Task<NotificationPreferences> PreferencesAsync(this RattacheDb db, AccountId account, CancellationToken cancellation)
    {
        if (await db.NotificationPreferences.SingleOrDefaultAsync(p => p.AccountId == account, cancellation) is { } chosen)
        {
            return chosen;
        }

        var preferences = new NotificationPreferences(account);
        db.NotificationPreferences.Add(preferences);
        return preferences;
    }

    /// <summary>One line in the audit for each kind that changed, and one for the times.</summary>
    public static void Choose(this RattacheDb db, NotificationPreferences preferences, NotificationChoice choice, DateTimeOffset now, string? from)
    {
        var before = preferences.Choice;
        if (choice == before)
        {
            return;
        }

        foreach (var kind in ToChoose.Where(kind => choice.Of(kind) != before.Of(kind)))
        {
            Record($"{AuditKinds.Ok}/{Code(kind)}/{Code(choice.Of(kind))}");
        }

        if ((choice.Hour, choice.Day, choice.TimeZone) != (before.Hour, before.Day, before.TimeZone))
        {
            Record($"{AuditKinds.Ok}/times");
        }

        preferences.Choose(choice, now);

        void Record(string outcome) => db.Record(now, AuditKinds.NotificationsChanged, outcome, preferences.AccountId, address: from);
    }

    private static string Code<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
