using System.Collections.Immutable;
using System.Globalization;
using Rattache.Core.Notifications;

namespace Rattache.Web.Features.MyAccount.Notifications;

/// <summary>A choice as the form posts it.</summary>
public static class ChoiceWords
{
    /// <summary>With the code of the text that says it.</summary>
    public static ImmutableArray<(string Value, string Text)> Paces { get; } =
    [
        ("tout-de-suite", "notifications.immediate"),
        ("jour", "notifications.daily"),
        ("semaine", "notifications.weekly"),
        ("jamais", "notifications.none"),
    ];

    /// <summary>The school week begins on Monday.</summary>
    public static ImmutableArray<(string Value, string Text)> Days { get; } =
    [
        ("1", "notifications.monday"),
        ("2", "notifications.tuesday"),
        ("3", "notifications.wednesday"),
        ("4", "notifications.thursday"),
        ("5", "notifications.friday"),
        ("6", "notifications.saturday"),
        ("0", "notifications.sunday"),
    ];

    public static ImmutableArray<string> Hours { get; } = [.. Enumerable.Range(0, 24).Select(Of)];

    public static string Of(NotificationPace pace) => Paces[(int)pace - 1].Value;

    public static string Of(int hour) => hour.ToString(CultureInfo.InvariantCulture);

    public static string Of(DayOfWeek day) => Of((int)day);

    public static NotificationPace? Pace(string? typed)
    {
        var at = Paces.Select(p => p.Value).ToList().IndexOf(typed ?? "");
        return at < 0 ? null : (NotificationPace)(at + 1);
    }

    public static int? HourOf(string? typed) => typed is not null && Hours.IndexOf(typed) is >= 0 and var hour ? hour : null;

    public static DayOfWeek? DayOf(string? typed) =>
        Days.Any(d => d.Value == typed) ? (DayOfWeek)int.Parse(typed!, CultureInfo.InvariantCulture) : null;
}
