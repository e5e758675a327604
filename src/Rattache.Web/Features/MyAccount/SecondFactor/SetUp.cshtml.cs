using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.SecondFactor;

/// <summary>The key for the telephone, and the first code from it: only then is it the account's.</summary>
[BeforeSecondFactor]
public sealed class SetUpModel(ChangeSecondFactor change, OpenSession sessions, FreshProof proof, Text text) : PageModel
{
    // Sealed in this browser's cookie until the first code; a sign before it keeps it a text (see ResetSteps).
    private const string Pending = "authenticator-key";
    private const string Sign = "=";

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public string Key => ((string)TempData.Peek(Pending)!)[Sign.Length..];

    /// <summary>In fours, for whoever copies it by hand.</summary>
    public IEnumerable<string> Groups => Key.Chunk(4).Select(four => new string(four));

    public string Address => AuthenticatorApp.Address(User.Identity!.Name!, Key);

    public QrCode Qr => QrCode.Of(Address);

    private bool MayGoOn => TempData.Peek(Pending) is string && proof.IsFresh(HttpContext);

    internal static void Begin(ITempDataDictionary notes, string key) => notes[Pending] = Sign + key;

    public IActionResult OnGet() => MayGoOn ? Page() : Redirect("/mon-compte/double-verification");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayGoOn)
        {
            return Redirect("/mon-compte/double-verification");
        }

        if (await change.TurnOnAsync(User.AccountId(), Key, Code ?? "", HttpContext.Address(), cancellation) is not { } on)
        {
            ModelState.AddModelError("code", text["second-factor.set-up-wrong"]);
            return Page();
        }

        TempData.Remove(Pending);
        TempData[CodesModel.Once] = on.Codes;
        TempData[CodesModel.Why] = text["second-factor.codes-on"];
        await sessions.OpenAsync(HttpContext, on.Own, User.AccountKind(), SessionProof.PasswordAndCode, User.ProvenSince(), cancellation);
        return Redirect("/mon-compte/double-verification/codes");
    }
}
