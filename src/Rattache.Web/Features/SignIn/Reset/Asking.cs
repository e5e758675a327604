using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Somebody forgot something, and says who they are. The request writes that down and no more, whether anybody is known by it or
/// not: so neither its words nor its time tell. The answer is made behind the outbox, right afterwards (ADR 0016).
/// </summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="From">The network address.</param>
public sealed record Asking(Forgotten What, string Typed, string? From)
{
    /// <summary>The <see cref="OutboxMessage.Type"/> of every asking.</summary>
    public const string Type = "forgotten.asked";
}

public enum Forgotten
{
    Password = 1,
    Logins,
}

public sealed class Ask(RattacheDb db, AskingLimit limit, OutboxSignal signal, TimeProvider clock)
{
    /// <returns>False when too much was asked from that network address: nothing is written down.</returns>
    public async Task<bool> TryAsync(Asking asking, CancellationToken cancellation)
    {
        if (!limit.Take(asking.From))
        {
            return false;
        }

        db.Outbox.Add(Announcement.Of(Asking.Type, asking, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        signal.Wake();
        return true;
    }
}
