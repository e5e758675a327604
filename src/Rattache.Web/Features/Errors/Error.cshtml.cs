using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;

namespace Rattache.Web.Features.Errors;

/// <summary>Shown in place of a page that failed, with that page's status and method; its own address shows nothing.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    /// <summary>The part of the texts that speaks of this error.</summary>
    public string Kind { get; private set; } = "other";

    /// <summary>What the log calls this request; given for errors that only the log explains.</summary>
    public string? Reference { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>();
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || thrown is not null;
        if (!failed)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Kind = Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => "expired",
            StatusCodes.Status403Forbidden => "forbidden",
            StatusCodes.Status404NotFound => "not-found",
            StatusCodes.Status429TooManyRequests => "too-many",
            StatusCodes.Status503ServiceUnavailable when DatabaseBusyException.IsBehind(thrown?.Error) => "busy",
            >= StatusCodes.Status500InternalServerError => "broken",
            _ => "other",
        };
        if (Kind == "busy")
        {
            Response.Headers.RetryAfter = "60";
        }

        Reference = Kind == "broken" ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
    }
}
