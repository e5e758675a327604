using Microsoft.AspNetCore.Authorization;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>A page that an administrator sees before they have proven a second factor: those where they set one up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeSecondFactorAttribute : Attribute;

/// <summary>
/// Whoever administers opens nothing with a password alone, where the installation says so (DESIGN §7): they are led to set up a second
/// factor. Asked on every request, so that a right given meanwhile is no way round.
/// </summary>
public static class SecondFactorGate
{
    private const string Setting = "Administration:RequireSecondFactor";

    public static bool RequiresSecondFactor(this IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue(Setting, !environment.IsDevelopment());

    /// <summary>After authentication, before authorization.</summary>
    public static void UseSecondFactor(this WebApplication app)
    {
        if (!app.Configuration.RequiresSecondFactor(app.Environment))
        {
            return;
        }

        app.Use(
            (http, next) =>
            {
                if (IsStopped(http))
                {
                    http.Response.Redirect("/mon-compte/double-verification");
                    return Task.CompletedTask;
                }

                return next(http);
            }
        );
    }

    private static bool IsStopped(HttpContext http) =>
        http.Standing() is { Administers: true, Proof: SessionProof.Password }
        && http.GetEndpoint()?.Metadata is { } page
        && page.GetMetadata<IAllowAnonymous>() is null
        && page.GetMetadata<BeforeSecondFactorAttribute>() is null;
}
