using Rattache.Core.Accounts;
using Rattache.Web.Audit;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>One line of <em>Mon historique</em>.</summary>
/// <param name="Words">The code of its text.</param>
/// <param name="Label">The code of what it changed: a padlock's label.</param>
/// <param name="Counterpart">The other login of a merge or an undo.</param>
/// <param name="Login">The absorbed login that it concerns; null for the root's own.</param>
/// <param name="ByAdministrator">By title, not by who is unknown here: whoever cut a link of a chain was its root, and may be nobody of this tree.</param>
public sealed record HistoryLine(DateTimeOffset At, string Words, string? Label, string? Counterpart, string? Login, bool ByAdministrator)
{
    internal static HistoryLine Of(HistoryRow row, IReadOnlyList<HistoryMember> members)
    {
        var entry = row.Entry;
        var joins = entry.Kind is AuditKinds.Merged or AuditKinds.Undone && entry.Outcome == AuditKinds.Ok;
        var away = joins && Find(entry.Subject) is null && Find(entry.Other) is not null;
        var about = away ? Find(entry.Other) : Find(entry.Subject) ?? Find(entry.Actor);
        return new(
            entry.At,
            HistoryWords.Of(entry.Kind, entry.Outcome) + (away ? "-away" : ""),
            HistoryWords.Label(entry.Kind, entry.Outcome),
            !joins ? null
                : away ? row.SubjectLogin
                : row.OtherLogin,
            about is { Since: not null } ? about.Login : null,
            row.ByAdministrator
        );

        HistoryMember? Find(AccountId? id) => members.FirstOrDefault(m => m.Id == id);
    }
}
