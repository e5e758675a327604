using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>The first central administrator: whoever may run this owns the installation.</summary>
internal static class CreateAdminCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var firstName = new Option<string>("--first-name") { Description = Verbs.Words["commands.help.first-name"], Required = true };
        var lastName = new Option<string>("--last-name") { Description = Verbs.Words["commands.help.last-name"], Required = true };
        var login = new Option<string?>("--login") { Description = Verbs.Words["commands.help.login"] };
        var command = new Command("create-admin", Verbs.Words["commands.help.create-admin"]) { firstName, lastName, login };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    async scope =>
                    {
                        var (text, console) = (scope.GetRequiredService<Text>(), parsed.InvocationConfiguration);
                        if (string.IsNullOrWhiteSpace(parsed.GetValue(firstName)) || string.IsNullOrWhiteSpace(parsed.GetValue(lastName)))
                        {
                            await console.Error.WriteLineAsync(text["commands.name-blank"]);
                            return Verbs.Refused;
                        }

                        var chosen = parsed.GetValue(login);
                        if (chosen is not null && !LoginRules.IsWellFormed(chosen))
                        {
                            await console.Error.WriteLineAsync(text["commands.login-malformed", chosen]);
                            return Verbs.Refused;
                        }

                        var made = await MakeAsync(
                            scope,
                            parsed.GetRequiredValue(firstName),
                            parsed.GetRequiredValue(lastName),
                            chosen,
                            cancellation
                        );
                        if (made is not var (given, code))
                        {
                            await console.Error.WriteLineAsync(text["commands.login-taken", chosen]);
                            return Verbs.Refused;
                        }

                        await console.Output.WriteLineAsync(text["commands.administrator", given, code]);
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static async Task<(string Login, string Code)?> MakeAsync(
        IServiceProvider scope,
        string firstName,
        string lastName,
        string? chosen,
        CancellationToken cancellation
    )
    {
        var (db, codes) = (scope.GetRequiredService<RattacheDb>(), scope.GetRequiredService<ActivationCodes>());
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await LoginLock.TakeAsync(db, cancellation);
        var (stem, number) = chosen is null ? await NextAsync(db, LoginRules.Stem(firstName, lastName), cancellation) : LoginRules.Split(chosen);
        var login = LoginRules.Login(stem, number);
        if (await db.IssuedLogins.AnyAsync(l => l.Login == login, cancellation) || await db.Accounts.AnyAsync(a => a.Login == login, cancellation))
        {
            return null;
        }

        var id = new AccountId(Guid.CreateVersion7(now));
        var code = ActivationCodes.Make();
        db.Add(new Account(id, AccountKind.Staff, new(DirectorySource.Manual, "", id.ToString()), login, firstName, lastName, now));
        db.Add(new AccountGuard(id));
        db.Add(new IssuedLogin(login, stem, number, id));
        db.Add(new ActivationCode(id, codes.Seal(id, code), now));
        db.Add(new AdministrationRight(Guid.CreateVersion7(now), id, schoolId: null, fromFeed: false, now));
        db.Record(now, AuditKinds.AdministratorMade, AuditKinds.Ok, actor: null, subject: id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (login, code);
    }

    private static async Task<(string Stem, int Number)> NextAsync(RattacheDb db, string stem, CancellationToken cancellation) =>
        (stem, 1 + (await db.IssuedLogins.Where(l => l.Stem == stem).MaxAsync(l => (int?)l.Number, cancellation) ?? 0));
}
