using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary><em>Télécharger mes données</em>: asks for the password like a merge does, since everything lies in one place here.</summary>
[WithoutTerms]
public sealed class IndexModel(RattacheDb db, HeldData held, FreshProof proof, TimeProvider clock, Text text) : PageModel
{
    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public bool AsksPassword { get; private set; }

    /// <summary>Null until asked for.</summary>
    public IAsyncEnumerable<HeldSection>? Sections { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public void OnGet() => AsksPassword = !proof.IsFresh(HttpContext);

    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancellation)
    {
        if (await MayAsync(cancellation))
        {
            Sections = held.ReadAsync(User.AccountId(), cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostFileAsync(CancellationToken cancellation)
    {
        if (!await MayAsync(cancellation))
        {
            return Page();
        }

        var day = Clocks.Day(Now).ToString("O", CultureInfo.InvariantCulture);
        Response.ContentType = "application/json; charset=utf-8";
        Response.GetTypedHeaders().ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"rattache-{User.Identity!.Name}-{day}.json",
        };
        await HeldFile.WriteAsync(Response.BodyWriter, held.ReadAsync(User.AccountId(), cancellation), Now, text, cancellation);
        return new EmptyResult();
    }

    private async Task<bool> MayAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            AsksPassword = true;
            ModelState.AddModelError("passe", text[refusal]);
            return false;
        }

        db.Record(Now, AuditKinds.DataTaken, AuditKinds.Ok, User.AccountId(), address: HttpContext.Address());
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
