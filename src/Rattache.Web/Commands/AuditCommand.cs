using System.CommandLine;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>Reads the audit's chain of seals, and says in words whether it holds.</summary>
internal static class AuditCommand
{
    /// <summary>Read to its end, and found broken.</summary>
    private const int Broken = 1;

    public static Command Make(Func<ServiceProvider> services)
    {
        var head = new Option<string?>("--head")
        {
            Description = Verbs.Words["commands.help.audit-head"],
            HelpName = Verbs.Words["commands.help.audit-head-form"],
        };
        var verify = new Command("verify", Verbs.Words["commands.help.audit-verify"]) { head };
        verify.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope => VerifyAsync(scope, parsed.GetValue(head), parsed.InvocationConfiguration, cancellation),
                    cancellation
                )
        );
        return new("audit", Verbs.Words["commands.help.audit"]) { verify };
    }

    private static async Task<int> VerifyAsync(IServiceProvider scope, string? typed, InvocationConfiguration console, CancellationToken cancellation)
    {
        var text = scope.GetRequiredService<Text>();
        var noted = typed is null ? null : AuditHead.TryParse(typed.Trim());
        if (typed is not null && noted is null)
        {
            await console.Error.WriteLineAsync(text["commands.head-malformed", typed]);
            return Verbs.Refused;
        }

        var verdict = await scope.GetRequiredService<RattacheDb>().VerifyAuditAsync(noted, cancellation);
        foreach (var fault in verdict.Faults)
        {
            await console.Output.WriteLineAsync(text[$"commands.audit-{Code(fault.Kind)}", fault.Position, fault.Entry]);
        }

        var intact = verdict.Faults.Count == 0;
        await console.Output.WriteLineAsync(
            text[intact ? "commands.audit-intact" : "commands.audit-broken", verdict.Head.Position, verdict.Waiting, verdict.Head]
        );
        return intact ? 0 : Broken;
    }

    private static string Code(AuditFaultKind kind) =>
        kind switch
        {
            AuditFaultKind.Removed => "removed",
            AuditFaultKind.Altered => "altered",
            AuditFaultKind.DetailAltered => "detail-altered",
            AuditFaultKind.HeadNotMet => "head-not-met",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
