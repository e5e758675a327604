using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary><em>Téléphone</em>, at home.</summary>
public sealed class HomeModel(RattacheDb db, ChangeHomePhone change, Text text) : PageModel
{
    [BindProperty(Name = "numero")]
    public string? Number { get; set; }

    /// <summary>What the feed says, which comes back when the field is emptied.</summary>
    public string? FromSchool { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var own = await LoadAsync(cancellation);
        Number = own is null ? null : Written.Phone(own);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var typed = (Number ?? "").Trim();
        var number = typed.Length == 0 ? null : TypedPhone.Read(typed);
        await LoadAsync(cancellation);
        if (typed.Length > 0 && number is null)
        {
            ModelState.AddModelError("numero", text["phone.not-a-number"]);
            return Page();
        }

        await change.ChangeAsync(User.AccountId(), number, HttpContext.Address(), cancellation);
        TempData["done"] =
            number is not null ? text["phone.done"]
            : FromSchool is null ? text["phone.emptied"]
            : text["phone.emptied-school"];
        return Redirect("/mon-compte");
    }

    private async Task<string?> LoadAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        var row = await (
            from account in db.Accounts
            where account.Id == id
            join own in db.Users on account.Id equals own.Id
            select new { Feed = account.HomePhone, Own = own.HomePhone }
        ).SingleAsync(cancellation);
        FromSchool = row.Feed;
        return row.Own;
    }
}
