using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn;

public static class SignOut
{
    /// <summary>A POST alone, with the form's proof: no link signs anybody out.</summary>
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost(
                "/deconnexion",
                async (
                    HttpContext http,
                    Microsoft.AspNetCore.Antiforgery.IAntiforgery antiforgery,
                    OpenSession sessions,
                    CancellationToken cancellation
                ) =>
                {
                    if (!await antiforgery.IsRequestValidAsync(http))
                    {
                        return Results.BadRequest();
                    }

                    await sessions.SignOutAsync(http, cancellation);
                    return Results.Redirect("/connexion");
                }
            )
            .AllowAnonymous();
}
