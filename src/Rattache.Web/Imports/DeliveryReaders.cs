using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Imports.Aaf;
using Rattache.Web.Imports.Csv;

namespace Rattache.Web.Imports;

/// <summary>Which reader a delivery needs.</summary>
internal static class DeliveryReaders
{
    public static IDeliveryReader For(Delivery delivery, RattacheDb db) =>
        delivery.Feed switch
        {
            DirectorySource.Aaf or DirectorySource.Aaf1d => new AafDelivery(),
            DirectorySource.Onde or DirectorySource.Csv => new CsvDelivery(db),
            _ => throw new InvalidOperationException($"Nothing reads deliveries of {delivery.Feed}."),
        };
}
