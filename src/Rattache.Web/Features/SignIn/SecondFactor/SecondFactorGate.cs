using Microsoft.AspNetCore.Authorization;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>A page that an administrator sees before they have proven a second factor: those where they set one up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BeforeSecondFactorAttribute : Attribute;

/// <summary>
/// Whoever administers opens nothing with a password alone, where the installation says so (DESIGN §7): they are led to set up a second
/// factor, or to use the passkey that they have, since who knows the password alone must not add another beside it. Asked on every
/// request, so that a right given meanwhile is no way round.
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
                if (WayOf(http) is { } way)
                {
                    http.Response.Redirect(way);
                    return Task.CompletedTask;
                }

                return next(http);
            }
        );
    }

    // Null where nothing stops them.
    private static string? WayOf(HttpContext http)
    {
        if (
            http.Standing() is not { Administers: true, Proof: SessionProof.Password } standing
            || http.GetEndpoint()?.Metadata is not { } page
            || page.GetMetadata<IAllowAnonymous>() is not null
        )
        {
            return null;
        }

        return standing.HoldsPasskey ? "/connexion/cle-d-acces"
            : page.GetMetadata<BeforeSecondFactorAttribute>() is null ? "/mon-compte/double-verification"
            : null;
    }
}
