using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.SecondFactor;

/// <summary><em>Double vérification</em>: what it is, whether it is on, and the way to turn it on and off.</summary>
[BeforeSecondFactor]
public sealed class IndexModel(
    RattacheDb db,
    UserManager<Credentials> users,
    ChangeSecondFactor change,
    OpenSession sessions,
    FreshProof proof,
    IConfiguration configuration,
    IHostEnvironment environment,
    Text text
) : PageModel
{
    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public bool IsOn { get; private set; }

    public int CodesLeft { get; private set; }

    public bool AsksPassword { get; private set; }

    /// <summary>Administrators cannot do without where the installation says so; to another telephone they may go.</summary>
    public bool Required => HttpContext.Standing() is { Administers: true } && configuration.RequiresSecondFactor(environment);

    /// <summary>Led here by <see cref="SecondFactorGate"/>: nothing else opens before it is done.</summary>
    public bool Awaited => Required && HttpContext.Standing() is { Proof: SessionProof.Password };

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await AskAsync(refusal, cancellation);
        }

        SetUpModel.Begin(TempData, change.NewKey());
        return Redirect("/mon-compte/double-verification/activer");
    }

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (!IsOn)
        {
            return Page();
        }

        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await AskAsync(refusal, cancellation);
        }

        TempData[CodesModel.Once] = await change.RenewCodesAsync(User.AccountId(), HttpContext.Address(), cancellation);
        TempData[CodesModel.Why] = text["second-factor.codes-renewed"];
        return Redirect("/mon-compte/double-verification/codes");
    }

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellation)
    {
        if (Required)
        {
            return BadRequest();
        }

        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await AskAsync(refusal, cancellation);
        }

        var own = await change.TurnOffAsync(User.AccountId(), HttpContext.Address(), cancellation);
        await sessions.OpenAsync(HttpContext, own, User.AccountKind(), SessionProof.Password, User.ProvenSince(), cancellation);
        TempData["done"] = text["second-factor.off-done"];
        return Redirect("/mon-compte");
    }

    private async Task<IActionResult> AskAsync(string refusal, CancellationToken cancellation)
    {
        ModelState.AddModelError("passe", text[refusal]);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var own = await db.Users.AsNoTracking().SingleAsync(c => c.Id == User.AccountId(), cancellation);
        IsOn = own.TwoFactorEnabled;
        CodesLeft = IsOn ? await users.CountRecoveryCodesAsync(own) : 0;
        AsksPassword = !proof.IsFresh(HttpContext);
    }
}
