using Rattache.Core.Accounts;
using Rattache.Web.Imports.Aaf;

namespace Rattache.Web.Imports;

/// <summary>Which reader a delivery needs.</summary>
internal static class DeliveryReaders
{
    public static IDeliveryReader For(Delivery delivery) =>
        delivery.Feed switch
        {
            DirectorySource.Aaf or DirectorySource.Aaf1d => new AafDelivery(),
            _ => throw new InvalidOperationException($"Nothing reads deliveries of {delivery.Feed}."),
        };
}
