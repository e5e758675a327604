using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>Every page writes moments by the clocks that whoever is signed in chose (ADR 0020).</summary>
public static class OwnClocks
{
    /// <summary>After authentication, whose one look-up knows them (<see cref="SessionStanding"/>).</summary>
    public static void UseOwnClocks(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                Clocks.Current = Clocks.Find(http.Standing()?.TimeZone) ?? Clocks.Schools;
                await next(http); // awaited here, so that they end with the request
            }
        );
}
