using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>The look-up of every request, compiled once for each engine: what is compiled belongs to one model.</summary>
internal static class StandingQuery
{
    private static readonly Compiled OnSqlite = Compile();
    private static readonly Compiled OnPostgres = Compile();

    private delegate Task<SessionStanding?> Compiled(
        RattacheDb db,
        Guid session,
        AccountId id,
        string stamp,
        DateTimeOffset closedUpTo,
        CancellationToken cancellation
    );

    /// <param name="closedUpTo">Who left before is closed (<see cref="DepartureDelays.ClosedUpTo"/>).</param>
    /// <returns>Nothing of a session that is over, or of an account that may no longer be used.</returns>
    public static Task<SessionStanding?> FindStandingAsync(
        this RattacheDb db,
        Guid session,
        AccountId id,
        string stamp,
        DateTimeOffset closedUpTo,
        CancellationToken cancellation
    ) => (db is PostgresDb ? OnPostgres : OnSqlite)(db, session, id, stamp, closedUpTo, cancellation);

    private static Compiled Compile() =>
        new(
            EF.CompileAsyncQuery(
                (RattacheDb db, Guid session, AccountId id, string stamp, DateTimeOffset closedUpTo, CancellationToken cancellation) =>
                    db
                        .Sessions.Where(s =>
                            s.Id == session
                            && s.AccountId == id
                            && db.Users.Any(c => c.Id == id && c.SecurityStamp == stamp)
                            && db.Guards.Any(g => g.AccountId == id && g.RootId == id && g.LockedAt == null)
                            // As DepartureQuery.StillThere, which a compiled query cannot call.
                            && db.Guards.Any(g =>
                                g.RootId == id
                                && db.Accounts.Any(a =>
                                    a.Id == g.AccountId
                                    && (
                                        a.LeftAt == null
                                        || a.LeftAt > closedUpTo
                                        || db.Merges.Any(m => m.UndoneAt > closedUpTo && (m.KeptId == a.Id || m.AbsorbedId == a.Id))
                                    )
                                )
                            )
                        )
                        .Select(s => new SessionStanding(
                            s.LastSeenAt,
                            s.Proof,
                            db.AdministrationRights.Any(r => r.AccountId == id),
                            db.AdministrationRights.Any(r => r.AccountId == id) && db.UserPasskeys.Any(p => p.UserId == id),
                            db.NotificationPreferences.Where(p => p.AccountId == id).Select(p => p.TimeZone).FirstOrDefault()
                        ))
                        .FirstOrDefault()
            )
        );
}
