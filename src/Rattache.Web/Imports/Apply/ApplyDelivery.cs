using System.Collections.Immutable;
using Rattache.Core.Imports;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>What a staged delivery does to the directory, set by set, within one transaction of the caller's.</summary>
/// <param name="now">When the import of the delivery began.</param>
internal sealed class ApplyDelivery(RattacheDb db, IStaging staging, Delivery delivery, DateTimeOffset now)
{
    private readonly Feed feed = new(delivery.Feed, delivery.Academy);
    private readonly bool isFull = delivery.Extent == DeliveryExtent.Full;
    private bool coversNothingKnown;
    private ImmutableArray<KeptCategory> keptCategories = [];

    /// <summary>Schools that were marked as closed and are delivered again, once <see cref="FindAsync"/> has found them.</summary>
    public ImmutableArray<string> Reopened { get; private set; } = [];

    /// <summary>Writes the schools, and finds who of the people is known, new, or missing.</summary>
    /// <param name="unnamed">See <see cref="DeparturesOfDelivery.FindAsync"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when somebody staged by name alone is not as they were then: to be rolled back.</returns>
    public async Task<bool> FindAsync(IReadOnlySet<RecordCategory> unnamed, CancellationToken cancellation)
    {
        await LoginLock.TakeAsync(db, cancellation);
        coversNothingKnown = isFull && await CountsOfDelivery.CoversNothingKnownAsync(db, feed, cancellation);
        Reopened = await SchoolsOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await KnownPeople.ResolveAsync(db, feed, cancellation);
        if (await db.AnyOutdatedAsync(cancellation))
        {
            return false;
        }

        keptCategories = await DeparturesOfDelivery.FindAsync(db, feed, delivery, unnamed, cancellation);
        return true;
    }

    /// <summary>For the brakes.</summary>
    public Task<ImportCounts> CountAsync(CancellationToken cancellation) =>
        CountsOfDelivery.CountAsync(db, feed, isFull ? delivery.Lacking : [], coversNothingKnown, cancellation);

    /// <summary>Who is missing and stays; before anything is written of people.</summary>
    /// <param name="after">On how many days the feed was taken without a school before its people are told of.</param>
    public async Task<KeptPeople> KeptAsync(int after, CancellationToken cancellation) =>
        delivery.IsWhole ? await KeptOfDelivery.FindAsync(db, staging, feed, keptCategories, now, after, cancellation) : KeptPeople.Nobody;

    public async Task WriteAsync(ActivationCodes codes, CancellationToken cancellation)
    {
        await AccountsOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await CodesOfDelivery.ApplyAsync(db, staging, codes, now, cancellation);
        await PlacesOfDelivery.ApplyAsync(db, staging, feed, now, cancellation);
        await LinksOfDelivery.ApplyAsync(db, feed, cancellation);
        await DigestsOfDelivery.ApplyAsync(db, cancellation);
        await NoticesOfDelivery.ApplyAsync(db, staging, now, cancellation);
        await DeparturesOfDelivery.ApplyAsync(db, staging, now, cancellation);
    }
}
