using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary><em>Téléphone</em> and <em>Téléphone mobile</em>: one page, two addresses.</summary>
public sealed class ChangeModel(RattacheDb db, ChangePhone change, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "which")]
    public string Which { get; set; } = "";

    [BindProperty(Name = "numero")]
    public string? Number { get; set; }

    /// <summary>What the feed says, which comes back when the field is emptied.</summary>
    public string? FromSchool { get; private set; }

    /// <summary>Where the texts of this number lie.</summary>
    public string Area => IsMobile ? "phone.mobile" : "phone.home";

    private bool IsMobile => Which == "mobile";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var own = await LoadAsync(cancellation);
        Number = own is null ? null : Written.Phone(own);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var typed = (Number ?? "").Trim();
        var number = typed.Length == 0 ? null : TypedPhone.Read(typed);
        var refusal =
            typed.Length > 0 && number is null ? "phone.not-a-number"
            : number is not null && IsMobile && !TypedPhone.MayBeMobile(number) ? "phone.not-a-mobile"
            : null;
        await LoadAsync(cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError("numero", text[refusal]);
            return Page();
        }

        await change.ChangeAsync(User.AccountId(), IsMobile, number, HttpContext.Address(), cancellation);
        TempData["done"] = text[
            number is not null ? "phone.done"
            : FromSchool is null ? "phone.emptied"
            : "phone.emptied-school"
        ];
        return Redirect("/mon-compte");
    }

    private async Task<string?> LoadAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        var row = await (
            from account in db.Accounts
            where account.Id == id
            join own in db.Users on account.Id equals own.Id
            select new { Feed = IsMobile ? account.MobilePhone : account.HomePhone, Own = IsMobile ? own.PhoneNumber : own.HomePhone }
        ).SingleAsync(cancellation);
        FromSchool = row.Feed;
        return row.Own;
    }
}
