namespace Rattache.Core.Accounts;

/// <summary>
/// What a feed calls a record. An identifier is unique within one feed of one academy only:
/// the same number in AAF and in AAF1D is two people.
/// </summary>
/// <param name="Source">The feed.</param>
/// <param name="Academy">The academy's code as the delivery states it; empty where it states none.</param>
/// <param name="Id">AAF's <c>identifier/id</c>, or the identifier of the feed in question.</param>
public readonly record struct ExternalKey(DirectorySource Source, string Academy, string Id);
