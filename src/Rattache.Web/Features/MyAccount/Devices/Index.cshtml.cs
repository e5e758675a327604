using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Devices;

/// <summary><em>Appareils connectés</em>: where the account is open, this browser first. One command.</summary>
public sealed class IndexModel(RattacheDb db, CloseDevices close, TimeProvider clock, Text text) : PageModel
{
    /// <summary>Nobody has more; if somebody does, <em>all others</em> still closes them.</summary>
    private const int MostShown = 50;

    public IReadOnlyList<Session> Open { get; private set; } = [];

    public Guid Own => User.SessionId()!.Value;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var (id, own, over) = (User.AccountId(), Own, Session.OverUpTo(clock.GetUtcNow()));
        Open = await db
            .Sessions.AsNoTracking()
            .Where(s => s.AccountId == id && s.LastSeenAt > over)
            .OrderByDescending(s => s.Id == own)
            .ThenByDescending(s => s.LastSeenAt)
            .Take(MostShown)
            .ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostCloseAsync([FromForm(Name = "appareil")] Guid session, CancellationToken cancellation)
    {
        var closed = session != Own && await close.CloseAsync(User.AccountId(), session, HttpContext.Address(), cancellation);
        TempData["closed"] = text[closed ? "devices.closed" : "devices.closed-already"];
        return Redirect("/mon-compte/appareils");
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken cancellation)
    {
        await close.CloseOthersAsync(User.AccountId(), Own, HttpContext.Address(), cancellation);
        TempData["closed"] = text["devices.closed-others"];
        return Redirect("/mon-compte/appareils");
    }

    public string Name(Session session) => text.NameOf(new(session.Browser, session.System));
}
