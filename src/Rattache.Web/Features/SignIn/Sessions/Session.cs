using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>An account that is open in one browser. No row, no session: whoever deletes it ends it on the very next request, in every process.</summary>
public sealed class Session
{
    /// <summary>Without a request for so long it is over: as long as its cookie lives, and what <see cref="LastSeenAt"/> may lag behind.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>How far behind the last request <see cref="LastSeenAt"/> and the cookie may be: most requests only read.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>After a request it is open for so long, whatever lags behind.</summary>
    public static readonly TimeSpan Sure = Idle - Grain;

    /// <summary>Random. It opens nothing by itself: the cookie that holds it is sealed.</summary>
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required SessionProof Proof { get; init; }

    /// <summary>Coarse, in our own words (<see cref="SeenBrowser"/>): what the browser itself sends is not kept.</summary>
    public required string Browser { get; init; }

    public required string System { get; init; }

    /// <summary>Last seen after this, and it may still be open.</summary>
    public static DateTimeOffset OverUpTo(DateTimeOffset now) => now - Idle - Grain;
}
