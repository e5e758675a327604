using System.Collections.Frozen;
using Rattache.Web.Audit;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>What <em>Mon historique</em> is filtered by: audited kinds, gathered as a parent would.</summary>
/// <param name="Name">As the page's address carries it.</param>
/// <param name="Label">The code of its text.</param>
/// <param name="Audited">Kinds of <see cref="AuditKinds"/>; each stands in one of these, which a test holds to.</param>
public sealed record HistoryKind(string Name, string Label, FrozenSet<string> Audited)
{
    public static IReadOnlyList<HistoryKind> All { get; } =
    [
        Of("connexions", "history.kind-sign-ins", AuditKinds.SignedIn, AuditKinds.Activated),
        Of(
            "rattachements",
            "history.kind-merges",
            AuditKinds.KeyMade,
            AuditKinds.KeyRevoked,
            AuditKinds.KeyPasted,
            AuditKinds.Merged,
            AuditKinds.Undone
        ),
        Of("mot-de-passe", "history.kind-password", AuditKinds.PasswordChanged, AuditKinds.ResetAsked, AuditKinds.PasswordReset),
        Of(
            "coordonnees",
            "history.kind-details",
            AuditKinds.EmailCodeSent,
            AuditKinds.EmailChanged,
            AuditKinds.PhoneChanged,
            AuditKinds.PadlockChanged
        ),
        Of("ecole", "history.kind-school", AuditKinds.Imported, AuditKinds.AdministratorMade, AuditKinds.CodesPrinted, AuditKinds.Erased),
        Of("donnees", "history.kind-data", AuditKinds.DataTaken, AuditKinds.TermsAccepted),
    ];

    /// <summary>Null for a name that is none: everything is shown.</summary>
    public static HistoryKind? Named(string? name) => All.FirstOrDefault(kind => kind.Name == name);

    private static HistoryKind Of(string name, string label, params string[] audited) => new(name, label, audited.ToFrozenSet());
}
