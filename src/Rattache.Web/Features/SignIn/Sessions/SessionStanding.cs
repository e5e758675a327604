namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>What the check of every request found out about the session, for whoever asks during the request.</summary>
/// <param name="Administers">Holds an administration right, of whatever reach.</param>
/// <param name="HoldsPasskey">Of who administers, whether they have one; of others it is not asked.</param>
/// <param name="TimeZone">That the person chose, by its IANA name; null for none.</param>
public sealed record SessionStanding(DateTimeOffset LastSeenAt, SessionProof Proof, bool Administers, bool HoldsPasskey, string? TimeZone);

internal static class SessionStandings
{
    /// <summary>Null when nobody is signed in.</summary>
    public static SessionStanding? Standing(this HttpContext http) => http.Features.Get<SessionStanding>();

    /// <summary>What whoever is signed in proved themself with: a session that takes the place of theirs is worth as much.</summary>
    public static SessionProof SessionProof(this HttpContext http) => http.Standing()!.Proof;
}
