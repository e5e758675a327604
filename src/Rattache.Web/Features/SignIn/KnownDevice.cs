using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn;

/// <summary>A browser from which somebody signed in to this account with its password, or chose a new one (<see cref="Tries"/>).</summary>
public sealed class KnownDevice
{
    /// <summary>What <see cref="DeviceCookie"/> holds, sealed; one browser may know the accounts of a whole family.</summary>
    public required Guid DeviceId { get; init; }

    public required AccountId AccountId { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Wrong passwords from here since the last right one.</summary>
    public int Failures { get; init; }
}
