using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Notifications;

/// <summary><em>Gérer mes notifications externes</em>: how often for each kind, and when. What keeps the account safe is shown, and cannot be switched off.</summary>
public sealed class IndexModel(RattacheDb db, ChooseNotifications choose, Text text) : PageModel
{
    [BindProperty(Name = "enfants")]
    public string? Children { get; set; }

    [BindProperty(Name = "rattachements")]
    public string? Merges { get; set; }

    [BindProperty(Name = "services")]
    public string? Services { get; set; }

    [BindProperty(Name = "heure")]
    public string? Hour { get; set; }

    [BindProperty(Name = "jour")]
    public string? Day { get; set; }

    [BindProperty(Name = "fuseau")]
    public string? Zone { get; set; }

    public string? Address { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        Address = await db.VerifiedAddressAsync(id, cancellation);
        var own = await db.NotificationPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == id, cancellation);
        var choice = own?.Choice ?? NotificationChoice.Default;
        Merges = ChoiceWords.Of(choice.Merges);
        Children = ChoiceWords.Of(choice.Children);
        Services = ChoiceWords.Of(choice.Services);
        Hour = ChoiceWords.Of(choice.Hour);
        Day = ChoiceWords.Of(choice.Day);
        Zone = choice.TimeZone;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Read() is not { } choice)
        {
            Address = await db.VerifiedAddressAsync(User.AccountId(), cancellation);
            return Page();
        }

        await choose.ChooseAsync(User.AccountId(), choice, HttpContext.Address(), cancellation);
        TempData["done"] = text["notifications.saved"];
        return Redirect("/mon-compte/notifications");
    }

    /// <summary>Null, and a sentence for each field, where something is none of the answers.</summary>
    private NotificationChoice? Read()
    {
        var merges = Checked("rattachements", ChoiceWords.Pace(Merges));
        var children = Checked("enfants", ChoiceWords.Pace(Children));
        var services = Checked("services", ChoiceWords.Pace(Services));
        var hour = Checked("heure", ChoiceWords.HourOf(Hour));
        var day = Checked("jour", ChoiceWords.DayOf(Day));
        if (!TimeZones.Knows(Zone))
        {
            ModelState.AddModelError("fuseau", text["notifications.choose"]);
        }

        return ModelState.IsValid ? new(merges!.Value, children!.Value, services!.Value, hour!.Value, day!.Value, Zone!) : null;
    }

    private T? Checked<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            ModelState.AddModelError(field, text["notifications.choose"]);
        }

        return value;
    }
}
