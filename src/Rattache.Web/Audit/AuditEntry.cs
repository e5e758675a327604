using Rattache.Core.Accounts;

namespace Rattache.Web.Audit;

/// <summary>
/// Who did what, on whom, when, with what outcome. Never a secret, a key or a code. Rows are added, never changed or removed: the
/// database refuses it, and the chain of seals would show it (<see cref="AuditChain"/>).
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Version 7: sorts by time.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A stable code of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account whose owner acted; null for the system, an operator's command and somebody unknown.</summary>
    public AccountId? Actor { get; init; }

    /// <summary>The account it was done to.</summary>
    public AccountId? Subject { get; init; }

    /// <summary>The other account of a merge or an undo.</summary>
    public AccountId? Other { get; init; }

    /// <summary><c>ok</c>, or the stable code of the refusal with its exact cause, such as <c>merge.key-invalid/expired</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Of what lies beside in <see cref="AuditDetail"/>, salted: it can be erased there, and still not be replaced.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>Its place in the chain, from 1; null until <see cref="AuditSealing"/> has come by, within a second or so.</summary>
    public long? Position { get; private set; }

    /// <summary>SHA-256 over the seal before it and all of the above.</summary>
    public byte[]? Seal { get; private set; }

    /// <exception cref="InvalidOperationException">It is sealed already.</exception>
    public void PutSeal(long position, byte[] seal)
    {
        if (Position is not null)
        {
            throw new InvalidOperationException($"Audit line {Id} is sealed already.");
        }

        (Position, Seal) = (position, seal);
    }
}
