namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>Somebody who was told that their account is about to close asks that it stay open (WCAG 2.2.1): any request does that, this is the smallest.</summary>
public static class StayOpen
{
    /// <summary>No content; whoever is not signed in any more is sent to do so, as everywhere.</summary>
    public static void MapStayOpen(this WebApplication app) => app.MapGet("/connexion/encore", () => Results.NoContent());
}
