using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What the pages of a reset hand on to each other, in the sealed cookie of TempData: nothing of it stands in an address.</summary>
internal static class ResetSteps
{
    private const string AskedKey = "reset-asked";
    private const string ProvenKey = "reset-proven";
    private const string DoorsKey = "reset-doors";

    // TempData gives a text that looks like a Guid or a date back as one: a sign before it keeps it a text.
    private const string Sign = "=";

    public static void Asked(this ITempDataDictionary steps, string typed) => steps[AskedKey] = Sign + typed;

    public static string? AskedFor(this ITempDataDictionary steps) => (steps.Peek(AskedKey) as string)?[Sign.Length..];

    /// <summary>The account whose password may be changed.</summary>
    public static ResetOutcome.Choose? ProvenFor(this ITempDataDictionary steps) => Read<ResetOutcome.Choose>(steps, ProvenKey);

    /// <summary>Those among which the person chooses; none where there is nothing to choose.</summary>
    public static IReadOnlyList<ResetDoor> DoorsOpen(this ITempDataDictionary steps) => Read<List<ResetDoor>>(steps, DoorsKey) ?? [];

    public static void End(this ITempDataDictionary steps)
    {
        steps.Remove(AskedKey);
        steps.Remove(ProvenKey);
        steps.Remove(DoorsKey);
    }

    /// <summary>Where the code leads; null where it opens nothing.</summary>
    public static IActionResult? Follow(this PageModel page, ResetOutcome outcome, DetachTicket tickets)
    {
        switch (outcome)
        {
            case ResetOutcome.Several several:
                Write(page.TempData, DoorsKey, several.Doors.Select(door => ResetDoor.Of(door, tickets)));
                return new RedirectResult("/mot-de-passe-oublie/compte");
            case ResetOutcome.Door door:
                return page.Enter(ResetDoor.Of(door, tickets));
            default:
                return null;
        }
    }

    public static IActionResult Enter(this PageModel page, ResetDoor door)
    {
        page.TempData.End();
        if (door.Ticket is { } ticket)
        {
            page.TempData[DetachTicket.Key] = ticket;
            return new RedirectResult("/connexion/compte-rattache");
        }

        Write(page.TempData, ProvenKey, door.Choose);
        return new RedirectResult("/mot-de-passe-oublie/nouveau");
    }

    private static void Write<T>(ITempDataDictionary steps, string key, T value) => steps[key] = Sign + JsonSerializer.Serialize(value);

    private static T? Read<T>(ITempDataDictionary steps, string key) =>
        steps.Peek(key) is string text ? JsonSerializer.Deserialize<T>(text.AsSpan(Sign.Length)) : default;
}

/// <summary>An account that a code opened, as the cookie carries it: to a new password, or to detaching it.</summary>
/// <param name="Ticket">Of <see cref="DetachTicket"/>.</param>
internal sealed record ResetDoor(string Login, ResetOutcome.Choose? Choose, string? Ticket)
{
    public static ResetDoor Of(ResetOutcome.Door door, DetachTicket tickets) =>
        door is ResetOutcome.Detach detach ? new(door.Login, null, tickets.Write(detach.Absorbed)) : new(door.Login, (ResetOutcome.Choose)door, null);
}
