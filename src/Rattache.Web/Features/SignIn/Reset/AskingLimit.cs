using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Bounds what one network address may ask, so that nobody's askings are buried under a flood and over before they are answered. In
/// memory, for each process: before anything is written there is nothing to count (ASVS 5.0, 2.4.1).
/// </summary>
public sealed class AskingLimit(IOptions<SignInSettings> settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(
            address,
            _ =>
                new()
                {
                    PermitLimit = settings.Value.AskedFromAddress,
                    Window = AddressLimit.Window,
                    SegmentsPerWindow = 10,
                }
        )
    );

    /// <param name="address">Null where the connection has none.</param>
    public bool Take(string? address)
    {
        if (address is null)
        {
            return true;
        }

        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
