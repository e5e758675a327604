using Rattache.Core.Accounts;

namespace Rattache.Web.Audit;

/// <summary>Who did what, on whom, when, from where, with what outcome. Never a secret, a key or a code. Rows are added, never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>Version 7: sorts by time.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A stable code of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account whose owner acted; null for the system and for somebody unknown.</summary>
    public AccountId? Actor { get; init; }

    /// <summary>The account it was done to.</summary>
    public AccountId? Subject { get; init; }

    /// <summary>The other account of a merge or an undo.</summary>
    public AccountId? Other { get; init; }

    /// <summary><c>ok</c>, or the stable code of the refusal with its exact cause, such as <c>merge.key-invalid/expired</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The network address it came from; a personal detail, erased on time.</summary>
    public string? Address { get; init; }
}
