using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Merges;

/// <summary>The receipt: to read, to print, to keep as a file.</summary>
public sealed class ShowModel(RattacheDb db, IOptions<Settings> settings) : PageModel
{
    public Receipt Receipt { get; private set; } = null!;

    /// <summary>The code of the text that says by what proof.</summary>
    public string How =>
        Receipt.Proof switch
        {
            MergeProof.Password => "proof.receipt-how-password",
            MergeProof.FirstCode => "proof.receipt-how-first-code",
            MergeProof.Key => "merge.receipt-how-key",
            _ => "merge.receipt-how-administrator",
        };

    /// <summary>Said on paper, where no address bar says it.</summary>
    public Uri Site => settings.Value.PublicUrl;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await Receipt.FindAsync(db, new(id), User.AccountId(), cancellation) is not { } receipt)
        {
            return NotFound();
        }

        Receipt = receipt;
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(Guid id, CancellationToken cancellation)
    {
        if (await Receipt.FindAsync(db, new(id), User.AccountId(), cancellation) is not { } receipt)
        {
            return NotFound();
        }

        Response.Headers.ContentDisposition = $"attachment; filename=\"rattachement-{id}.json\"";
        return new JsonResult(
            new
            {
                merge = id,
                kept = receipt.KeptLogin,
                absorbed = receipt.AbsorbedLogin,
                mergedAt = receipt.MergedAt,
                from = receipt.From,
                proof = receipt.Proof.Code(),
                undoneAt = receipt.UndoneAt,
            }
        );
    }
}
