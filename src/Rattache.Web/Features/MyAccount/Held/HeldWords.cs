using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Features.MyAccount.Devices;
using Rattache.Web.Features.MyAccount.History;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>What the database keeps as a number, as its owner reads it.</summary>
public sealed class HeldWords(Text text)
{
    public string Everything => text["held.everything"];

    public string CodeNotShown => text["held.code-not-shown"];

    public string ForgottenPassword => text["held.forgotten-password"];

    public string Of(AccountKind kind) =>
        text[
            kind switch
            {
                AccountKind.Relative => "held.kind-relative",
                AccountKind.Student => "held.kind-student",
                AccountKind.Teacher => "held.kind-teacher",
                _ => "held.kind-staff",
            }
        ];

    public string Of(DirectorySource source) =>
        text[
            source switch
            {
                DirectorySource.Aaf => "held.source-aaf",
                DirectorySource.Aaf1d => "held.source-aaf1d",
                DirectorySource.Onde => "held.source-onde",
                DirectorySource.Csv => "held.source-csv",
                _ => "held.source-manual",
            }
        ];

    public string Of(ParentalAuthority authority) => text[authority == ParentalAuthority.Legal ? "held.authority-legal" : "held.authority-none"];

    public string Of(MergeProof proof) =>
        text[
            proof switch
            {
                MergeProof.Key => "held.proof-key",
                MergeProof.Password => "held.proof-password",
                MergeProof.FirstCode => "held.proof-first-code",
                _ => "held.proof-administrator",
            }
        ];

    public string Of(NotificationPace pace) =>
        text[
            pace switch
            {
                NotificationPace.Immediate => "notifications.immediate",
                NotificationPace.Daily => "notifications.daily",
                NotificationPace.Weekly => "notifications.weekly",
                _ => "notifications.none",
            }
        ];

    public string Of(DayOfWeek day) => text[$"notifications.{day.ToString().ToLowerInvariant()}"];

    public string Of(NoticeEvent what) =>
        text[
            what switch
            {
                NoticeEvent.KeyMade => "held.notice-key-made",
                NoticeEvent.KeyTried => "held.notice-key-tried",
                NoticeEvent.ChildArrived => "held.notice-child-arrived",
                _ => "held.notice-child-left",
            }
        ];

    public string Of(Session session) => text.NameOf(new(session.Browser, session.System));

    public string Of(UndoProof proof) =>
        text[
            proof switch
            {
                UndoProof.Root => "held.undo-root",
                UndoProof.Absorbed => "held.undo-absorbed",
                _ => "held.undo-administrator",
            }
        ];

    public string Of(HistoryLine line)
    {
        var what = text[line.Words, line.Label is { } label ? text[label] : line.Counterpart ?? text["history.another"]];
        return line.ByAdministrator ? $"{what} {text["history.by-school"]}" : what;
    }
}
