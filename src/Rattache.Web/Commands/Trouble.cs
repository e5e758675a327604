using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Rattache.Web.Data;
using SQLitePCL;

namespace Rattache.Web.Commands;

/// <summary>
/// What ends the program and whoever runs it can mend, in a sentence that says how. Anything else is a flaw of ours, and told with all
/// that is known of it.
/// </summary>
internal static class Trouble
{
    /// <summary>A server that cannot start says why in a sentence as well, instead of where in the program it noticed.</summary>
    public static void EndsInWords() =>
        AppDomain.CurrentDomain.UnhandledException += (_, end) =>
        {
            Verbs.SpeakToOperator();
            if (end.ExceptionObject is Exception e && Sentence(e) is { } sentence)
            {
                Console.Error.WriteLine(sentence);
                Environment.Exit(Verbs.Refused);
            }
        };

    public static string Told(Exception e) => Sentence(e) ?? e.ToString();

    /// <summary>Null where the trouble is ours.</summary>
    internal static string? Sentence(Exception e) =>
        e switch
        {
            OperatorException known => Verbs.Words[known.Code, known.Values],
            OptionsValidationException bad => Verbs.Words["commands.trouble-setting", string.Join(' ', bad.Failures)],
            InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } misspelt => Verbs.Words[
                "commands.trouble-setting",
                misspelt.Message
            ],
            AddressInUseException => Verbs.Words["commands.trouble-address"],
            PostgresException { SqlState: var state } refused when RefusesUs(state) => Verbs.Words[
                "commands.trouble-server-refuses",
                refused.MessageText,
                Database.Setting
            ],
            NpgsqlException { InnerException: IOException or TimeoutException or System.Net.Sockets.SocketException } away => Verbs.Words[
                "commands.trouble-server-away",
                away.Message,
                Database.Setting
            ],
            SqliteException { SqliteErrorCode: var code } unusable when IsOfTheFile(code) => Verbs.Words[
                "commands.trouble-database-file",
                unusable.Message
            ],
            UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException => Verbs.Words["commands.trouble-file", e.Message],
            // "Is a directory", "No space left on device": not its kinds, which say what we got wrong, nor what only carries another cause.
            IOException { InnerException: null } when e.GetType() == typeof(IOException) => Verbs.Words["commands.trouble-file", e.Message],
            _ when DatabaseBusyException.IsBehind(e) => Verbs.Words["commands.busy"],
            _ => e.InnerException is { } cause ? Sentence(cause) : null,
        };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: authorization, no such database, resources (disk, connections),
    // shutting or starting, read-only, privileges.
    private static bool RefusesUs(string state) => state[..2] is "28" or "3D" or "53" || state is "57P01" or "57P02" or "57P03" or "25006" or "42501";

    private static bool IsOfTheFile(int code) =>
        code
            is raw.SQLITE_PERM
                or raw.SQLITE_READONLY
                or raw.SQLITE_IOERR
                or raw.SQLITE_CORRUPT
                or raw.SQLITE_FULL
                or raw.SQLITE_CANTOPEN
                or raw.SQLITE_NOTADB;
}
