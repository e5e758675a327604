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
        Of(
            "connexions",
            "history.kind-sign-ins",
            AuditKinds.SignedIn,
            AuditKinds.Activated,
            AuditKinds.AliasChosen,
            AuditKinds.AliasGivenUp,
            AuditKinds.DeviceClosed,
            AuditKinds.DevicesClosed,
            AuditKinds.SecondFactorOn,
            AuditKinds.SecondFactorOff,
            AuditKinds.RecoveryCodesMade,
            AuditKinds.RecoveryCodeUsed,
            AuditKinds.PasskeyAdded,
            AuditKinds.PasskeyRemoved,
            AuditKinds.PasskeyRenamed
        ),
        Of(
            "rattachements",
            "history.kind-merges",
            AuditKinds.KeyMade,
            AuditKinds.KeyRevoked,
            AuditKinds.KeyPasted,
            AuditKinds.PasswordGiven,
            AuditKinds.FirstCodeGiven,
            AuditKinds.Merged,
            AuditKinds.Undone
        ),
        Of(
            "mot-de-passe",
            "history.kind-password",
            AuditKinds.PasswordChanged,
            AuditKinds.ResetAsked,
            AuditKinds.LoginsAsked,
            AuditKinds.PasswordReset
        ),
        Of(
            "coordonnees",
            "history.kind-details",
            AuditKinds.EmailCodeSent,
            AuditKinds.EmailChanged,
            AuditKinds.MobileCodeSent,
            AuditKinds.MobileVerified,
            AuditKinds.PhoneChanged,
            AuditKinds.PadlockChanged,
            AuditKinds.NotificationsChanged,
            AuditKinds.LanguageChanged
        ),
        Of(
            "ecole",
            "history.kind-school",
            AuditKinds.Imported,
            AuditKinds.AdministratorMade,
            AuditKinds.CodesPrinted,
            AuditKinds.SchoolClosed,
            AuditKinds.SchoolReopened,
            AuditKinds.Erased
        ),
        Of("donnees", "history.kind-data", AuditKinds.DataTaken, AuditKinds.TermsAccepted),
    ];

    /// <summary>Null for a name that is none: everything is shown.</summary>
    public static HistoryKind? Named(string? name) => All.FirstOrDefault(kind => kind.Name == name);

    private static HistoryKind Of(string name, string label, params string[] audited) => new(name, label, audited.ToFrozenSet());
}
