using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount;

/// <summary><em>Mon compte</em>, tab <em>Mon profil</em>: at most six commands, however many children.</summary>
public sealed class IndexModel(
    RattacheDb db,
    MakeKey keys,
    FreshProof proof,
    Padlocks padlocks,
    IOptions<Settings> settings,
    DepartureDelays delays,
    TimeProvider clock,
    Text text
) : PageModel
{
    private const string KeyOnce = "key";

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public AccountView Person { get; private set; } = null!;

    /// <summary>Null while the school's lists hold the person.</summary>
    public Departure? Departure { get; private set; }

    public Profile Profile { get; private set; } = null!;

    /// <summary>Shown once, on the page that follows the button; a reload finds it gone.</summary>
    public string? Key { get; private set; }

    public QrCode? Qr { get; private set; }

    public TimeSpan KeyLeft { get; private set; }

    /// <summary>The password has to be given again before a key is made.</summary>
    public bool AsksPassword { get; private set; }

    public bool MayMerge => Person.Root.Kind == AccountKind.Relative;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var id = User.AccountId();
        (var graph, Profile) = await Profile.LoadAsync(db, id, now, cancellation);
        Person = AccountView.Of(graph, id);
        Departure = Departure.Of(graph.Tree(id), delays);
        KeyLeft = (Profile.KeyUntil ?? now) - now;
        // TempData gives back as a Guid what it was given as text.
        Key = Profile.KeyUntil is null ? null : TempData[KeyOnce]?.ToString();
        Qr = Key is null ? null : QrCode.Of(settings.Value.PublicUrl, Key);
    }

    public async Task<IActionResult> OnPostKeyAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            AsksPassword = true;
            return await ProblemAsync("passe", refusal, cancellation);
        }

        switch (await keys.MakeAsync(User.AccountId(), User.SessionId()!.Value, HttpContext.Address(), cancellation))
        {
            case KeyOutcome.Made made:
                TempData[KeyOnce] = made.Code.ToString();
                return Redirect("/mon-compte#rattacher");
            case KeyOutcome.TooMany:
                return await ProblemAsync("", "account.too-many-keys", cancellation);
            default:
                return Redirect("/mon-compte"); // which asks to sign in
        }
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellation)
    {
        await keys.RevokeAsync(User.AccountId(), HttpContext.Address(), cancellation);
        return Redirect("/mon-compte#rattacher");
    }

    public async Task<IActionResult> OnPostPadlockAsync(
        [FromForm(Name = "cadenas")] string? name,
        [FromForm(Name = "ouvert")] bool open,
        CancellationToken cancellation
    ) => await padlocks.TurnAsync(User.AccountId(), name, open, HttpContext.Address(), cancellation) ? Redirect("/mon-compte") : BadRequest();

    private async Task<IActionResult> ProblemAsync(string field, string code, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, text[code]);
        await OnGetAsync(cancellation);
        return Page();
    }
}
