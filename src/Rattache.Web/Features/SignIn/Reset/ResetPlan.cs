using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Which codes go where (DESIGN §5, <em>Reset</em>): the root's, to where the root verified; the absorbed account's own, which opens
/// nothing but detaching, to where only that account did. Whoever asks by an address or a number gets everything there, and there alone.
/// </summary>
/// <param name="Reset">Of roots, each once.</param>
/// <param name="Detach">Of absorbed accounts.</param>
internal sealed record ResetPlan(ResetCodes? Reset, ResetCodes? Detach)
{
    /// <param name="found">By <paramref name="asked"/>.</param>
    /// <param name="usable">False of a channel that nothing can be sent through.</param>
    public static ResetPlan Of(AskedFor asked, IEnumerable<ResetTarget> found, Func<Contact, bool> usable)
    {
        var open = found.Where(t => !t.IsShut).ToList();
        return asked switch
        {
            AskedFor.At at when usable(at.Contact) => new(
                ResetCodes.Of(at.Contact.AsVerified(open), open.Where(t => t.RootContacts.Contains(at.Contact)).DistinctBy(t => t.RootId)),
                ResetCodes.Of(at.Contact.AsVerified(open), open.Where(t => t.OwnContacts.Contains(at.Contact)))
            ),
            AskedFor.Login => new(First(open, t => t.RootContacts.Where(usable)), First(open, t => t.OwnContacts.Where(usable))),
            _ => new(null, null),
        };
    }

    /// <summary>Without what may not be sent now; <paramref name="maySend"/> is asked for the person's root.</summary>
    public ResetPlan Within(Func<AccountId, Contact, bool> maySend) =>
        new(
            Reset is null ? null : ResetCodes.Of(Reset.To, Reset.Targets.Where(t => maySend(t.RootId, Reset.To))),
            Detach is null ? null : ResetCodes.Of(Detach.To, Detach.Targets.Where(t => maySend(t.RootId, Detach.To)))
        );

    public bool IsEmpty => Reset is null && Detach is null;

    public IEnumerable<Contact> Contacts => new[] { Reset?.To, Detach?.To }.OfType<Contact>().Distinct();

    public IEnumerable<AccountId> Roots => Targets.Select(t => t.RootId).Distinct();

    public IEnumerable<ResetTarget> Targets => (Reset?.Targets ?? []).Concat(Detach?.Targets ?? []);

    private static ResetCodes? First(IReadOnlyList<ResetTarget> found, Func<ResetTarget, IEnumerable<Contact>> contacts) =>
        found is [var target] && contacts(target).Select(c => (Contact?)c).FirstOrDefault() is { } to ? new(to, [target]) : null;
}

/// <summary>One code, good for each of these accounts, and where it goes.</summary>
internal sealed record ResetCodes(Contact To, ImmutableArray<ResetTarget> Targets)
{
    /// <summary>Null for nobody.</summary>
    public static ResetCodes? Of(Contact to, IEnumerable<ResetTarget> targets) =>
        targets.ToImmutableArray() is { IsEmpty: false } some ? new(to, some) : null;
}
