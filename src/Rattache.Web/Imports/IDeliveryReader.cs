namespace Rattache.Web.Imports;

/// <summary>Reads the files of a delivery, in the one format or the other, into staging: as a stream, whatever their size.</summary>
internal interface IDeliveryReader
{
    /// <returns>Why the delivery is refused whole, or null.</returns>
    Task<DeliveryRefusal?> StageAsync(Delivery delivery, StagedDelivery into, CancellationToken cancellation);
}
