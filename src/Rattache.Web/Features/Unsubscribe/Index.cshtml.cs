using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Notifications;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Notifications;

namespace Rattache.Web.Features.Unsubscribe;

/// <summary>
/// Where the letters that one may do without are stopped, by a person or by their mailbox (RFC 8058): nobody signs in, and opening it
/// changes nothing. The ticket alone is what counts, no cookie: a form forged elsewhere does no more than who forged it could do anyway,
/// so there is nothing for antiforgery to guard, and no mailbox could pass it.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class IndexModel(UnsubscribeTicket tickets, StopNotifications stop) : PageModel
{
    /// <summary>What a mailbox posts; our own button does the same.</summary>
    [BindProperty(Name = "List-Unsubscribe")]
    public string? Press { get; set; }

    public Unsubscription? Ticket { get; private set; }

    public bool IsDone { get; private set; }

    public IActionResult OnGet(string ticket) => Load(ticket);

    /// <summary>Answered in place: RFC 8058 forbids a redirection, and a second press does nothing more.</summary>
    public async Task<IActionResult> OnPostAsync(string ticket, CancellationToken cancellation)
    {
        var page = Load(ticket);
        if (Ticket is null || Press != "One-Click")
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return page;
        }

        await stop.StopAsync(Ticket, HttpContext.Address(), cancellation);
        IsDone = true;
        return page;
    }

    public static string Words(NotificationKind kind) =>
        kind switch
        {
            NotificationKind.Merges => "notifications.merges",
            NotificationKind.Children => "notifications.children",
            NotificationKind.Services => "notifications.services",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not to be stopped."),
        };

    private PageResult Load(string ticket)
    {
        Ticket = tickets.Read(ticket);
        if (Ticket is null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return Page();
    }
}
