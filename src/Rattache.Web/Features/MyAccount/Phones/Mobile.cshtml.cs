using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary><em>Téléphone mobile</em>, first page of two: the new number. Where no text message can be sent, the only one.</summary>
public sealed class MobileModel(RattacheDb db, ProveContact prove, ChangeMobile change, SmsMessages sms, FreshProof proof, Text text) : PageModel
{
    [BindProperty(Name = "numero")]
    public string? Number { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    /// <summary>Codes of forgotten passwords go there: an open page that somebody left is not enough to change it.</summary>
    public bool AsksPassword { get; private set; }

    /// <summary>What the person chose, as of now.</summary>
    public string? Own { get; private set; }

    public bool IsVerified { get; private set; }

    /// <summary>What the feed says, which comes back when the person's own is removed.</summary>
    public string? FromSchool { get; private set; }

    public bool SendsCode => sms.AreOffered;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        // The school's, or one from before codes were sent: confirmed by one touch.
        Number = !IsVerified && (Own ?? FromSchool) is { } known ? Written.Phone(known) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (MobileNumber.TryParse(Number) is not { } number)
        {
            return await RefuseAsync("numero", TypedPhone.Read(Number ?? "") is null ? "phone.not-a-number" : "phone.not-a-mobile", cancellation);
        }

        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await RefuseAsync("passe", refusal, cancellation);
        }

        if (!SendsCode)
        {
            await change.SetUnverifiedAsync(User.AccountId(), number, HttpContext.Address(), cancellation);
            TempData["done"] = text["phone.done"];
            return Redirect("/mon-compte");
        }

        var contact = Contact.Sms(number.Value);
        return await prove.StartAsync(User.AccountId(), User.Identity!.Name!, contact, HttpContext.Address(), cancellation) == ProofStart.Sent
            ? Redirect("/mon-compte/mobile/code")
            : await RefuseAsync("numero", "phone.too-many", cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await RefuseAsync("passe", refusal, cancellation);
        }

        await LoadAsync(cancellation);
        await change.SetUnverifiedAsync(User.AccountId(), number: null, HttpContext.Address(), cancellation);
        TempData["done"] = FromSchool is null ? text["phone.emptied"] : text["phone.emptied-school"];
        return Redirect("/mon-compte");
    }

    private async Task<IActionResult> RefuseAsync(string field, string code, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, text[code]);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        AsksPassword = !proof.IsFresh(HttpContext);
        var id = User.AccountId();
        var row = await (
            from account in db.Accounts
            where account.Id == id
            join own in db.Users on account.Id equals own.Id
            select new
            {
                Feed = account.MobilePhone,
                Own = own.PhoneNumber,
                Verified = own.PhoneNumberConfirmed,
            }
        ).SingleAsync(cancellation);
        (FromSchool, Own, IsVerified) = (row.Feed, row.Own, row.Verified);
    }
}
