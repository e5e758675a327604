using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Legal;

/// <summary>
/// Before any page of a person, the terms that they have not accepted yet; what is open to everybody stays open, and so does what
/// nobody may be made to pay for with a yes (<see cref="WithoutTermsAttribute"/>).
/// </summary>
internal sealed class AsksTerms : IResourceFilter
{
    public const string Page = "/conditions/accepter";

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()?.Metadata;
        if (
            http.User.Identity is { IsAuthenticated: true }
            && !http.User.AcceptedTerms()
            && metadata?.GetMetadata<IAllowAnonymous>() is null
            && metadata?.GetMetadata<WithoutTermsAttribute>() is null
        )
        {
            var back = HttpMethods.IsGet(http.Request.Method) ? $"{http.Request.Path}{http.Request.QueryString}" : Entrance.Home(false);
            context.Result = new RedirectResult($"{Page}?retour={Uri.EscapeDataString(back)}");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}

/// <summary>Open to whoever is signed in and has not accepted the terms: what is held about them is theirs all the same.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WithoutTermsAttribute : Attribute;
