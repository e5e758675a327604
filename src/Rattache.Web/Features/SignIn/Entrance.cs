using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn;

/// <summary>The bare address, as one types it or finds it on a poster: to sign in, or home.</summary>
public static class Entrance
{
    public static void MapEntrance(this WebApplication app) =>
        app.MapGet(
                "/",
                (HttpContext http) =>
                    Results.Redirect(
                        http.User.Identity is { IsAuthenticated: true } ? Home(http.User.IsInRole(nameof(AccountKind.Relative))) : "/connexion"
                    )
            )
            .AllowAnonymous();

    /// <summary>A parent comes for the children; whoever works at a school has none here.</summary>
    public static string Home(bool relative) => relative ? "/mes-enfants" : "/mon-compte";
}
