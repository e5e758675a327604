using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.History;

public sealed class IndexModel(RattacheDb db, TimeProvider clock, Text text) : PageModel
{
    private const string Address = "/mon-compte/historique";

    [BindProperty(SupportsGet = true, Name = "avant")]
    public Guid? Before { get; set; }

    [BindProperty(SupportsGet = true, Name = "apres")]
    public Guid? After { get; set; }

    /// <summary>The other end, whatever it says.</summary>
    [BindProperty(SupportsGet = true, Name = "fin")]
    public string? End { get; set; }

    [BindProperty(SupportsGet = true, Name = "genre")]
    public string? KindName { get; set; }

    public HistoryKind? Kind => HistoryKind.Named(KindName);

    public HistoryPage History { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        // Whatever stands in the address that is no line's, and no kind's: the newest, of every kind.
        ModelState.Clear();
        History = await db.LoadHistoryAsync(User.AccountId(), HistoryPlace.At(Before, After, End is not null), Kind, cancellation);
    }

    /// <summary>« Aujourd’hui », « Hier », or nothing beside the date.</summary>
    public string? DayName(DateOnly day)
    {
        var today = Clocks.Day(clock.GetUtcNow());
        return day == today ? text["history.today"]
            : day == today.AddDays(-1) ? text["history.yesterday"]
            : null;
    }

    public static string Of(HistoryKind? kind) => kind is null ? Address : $"{Address}?genre={kind.Name}";

    /// <summary>Another page of the same kind.</summary>
    public string At(string name, object value) => $"{Address}?{(Kind is { } kind ? $"genre={kind.Name}&" : "")}{name}={value}";
}
