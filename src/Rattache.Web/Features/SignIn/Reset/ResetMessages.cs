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
        messages.Enqueue(
            db,
            now,
            codes.To,
            several ? "reset-code-several" : "reset-code",
            until,
            ResetCode.Show(code),
            Written.List(codes.Targets.Select(t => t.RootLogin)),
            Written.Moment(until, Clocks.Zone),
            Gather(codes.Targets.DistinctBy(t => t.RootId))
        );
    }

    internal void Detach(RattacheDb db, ResetCodes codes, string code, DateTimeOffset until, DateTimeOffset now) =>
        messages.Enqueue(
            db,
            now,
            codes.To,
            codes.Targets.Length > 1 ? "detach-code-several" : "detach-code",
            until,
            ResetCode.Show(code),
            Written.List(codes.Targets.Select(t => t.Login)),
            Written.Moment(until, Clocks.Zone)
        );

    internal void Logins(RattacheDb db, Contact to, IReadOnlyCollection<ResetTarget> targets, DateTimeOffset now)
    {
        var logins = targets.Select(t => t.Login);
        // A line each and set large in a letter; a sentence on a telephone.
        var list = to.Channel == Channel.Mail ? string.Join("\n\n", logins.Select(login => $"# {login}")) : Written.List(logins);
        messages.Enqueue(db, now, to, "logins", until: null, list, Gather(targets.DistinctBy(t => t.RootId)));
    }

    /// <summary>How to make one of several accounts: an address to read, nothing that acts. Nothing where there are not two parents' accounts.</summary>
    private string Gather(IEnumerable<ResetTarget> people) =>
        people.Count(t => t.Kind == AccountKind.Relative) > 1 ? text["mail.gather", new Uri(settings.Value.PublicUrl, "/aide/rattacher")] : "";
}
