using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What somebody is written who forgot a password or a login. Logins stand only in what goes to where each of those accounts verified.</summary>
public sealed class ResetMessages(Messages messages, Text text, IOptions<Settings> settings)
{
    internal void Reset(RattacheDb db, ResetCodes codes, string code, DateTimeOffset until, DateTimeOffset now)
    {
        var several = codes.Targets.Length > 1;
        var to = Spoken(codes.To, codes.Targets);
        messages.Enqueue(
            db,
            now,
            to,
            several ? "reset-code-several" : "reset-code",
            until,
            ResetCode.Show(code),
            codes.Targets.Select(t => t.RootLogin),
            until,
            Gather(to, codes.Targets.DistinctBy(t => t.RootId))
        );
    }

    internal void Detach(RattacheDb db, ResetCodes codes, string code, DateTimeOffset until, DateTimeOffset now) =>
        messages.Enqueue(
            db,
            now,
            Spoken(codes.To, codes.Targets),
            codes.Targets.Length > 1 ? "detach-code-several" : "detach-code",
            until,
            ResetCode.Show(code),
            codes.Targets.Select(t => t.Login),
            until
        );

    internal void Logins(RattacheDb db, Contact to, IReadOnlyCollection<ResetTarget> targets, DateTimeOffset now)
    {
        var logins = targets.Select(t => t.Login);
        // A line each and set large in a letter; a sentence on a telephone.
        object list = to.Channel == Channel.Mail ? string.Join("\n\n", logins.Select(login => $"# {login}")) : logins;
        var spoken = Spoken(to, targets);
        messages.Enqueue(db, now, spoken, "logins", until: null, list, Gather(spoken, targets.DistinctBy(t => t.RootId)));
    }

    /// <summary>How to make one of several accounts: an address to read, nothing that acts. Nothing where there are not two parents' accounts.</summary>
    private string Gather(Contact to, IEnumerable<ResetTarget> people) =>
        people.Count(t => t.Kind == AccountKind.Relative) > 1
            ? to.Reading.Speak(() => text["mail.gather", new Uri(settings.Value.PublicUrl, "/aide/rattacher")])
            : "";

    /// <summary>As one of the accounts chose to read, where who asked named an address and no account.</summary>
    private static Contact Spoken(Contact to, IEnumerable<ResetTarget> targets) =>
        to with
        {
            Reading = targets.Aggregate(to.Reading, (reading, target) => reading.Or(target.Reading)),
        };
}
