using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Rattache.Web.Tests.Crashes;

/// <summary>
/// Counts the steps of what is watched: <c>confirm</c> and <c>undo</c> are requests, <c>send</c> is what the outbox does afterwards,
/// outside of any.
/// </summary>
internal sealed class Steps
{
    public const string Confirm = "confirm";
    public const string Undo = "undo";
    public const string Send = "send";

    private static readonly AsyncLocal<string?> Here = new();
    private static volatile bool written;
    private static volatile bool somethingToSend;
    private static int passed;

    private readonly string? file = Environment.GetEnvironmentVariable(KillSwitch.Count);
    private readonly (string What, int Step) at = Environment.GetEnvironmentVariable(KillSwitch.At)?.Split(':') is [var what, var step]
        ? (what, int.Parse(step, CultureInfo.InvariantCulture))
        : ("", 0);
    private readonly Lock turn = new();

    public static void Enter(HttpRequest request)
    {
        Here.Value =
            !HttpMethods.IsPost(request.Method) ? "other"
            : request.Path == "/mon-compte/rattacher" && request.Query["handler"] == "Confirm" ? Confirm
            : request.Path.StartsWithSegments("/mon-compte/detacher") ? Undo
            : "other";
    }

    /// <summary>From here on the outbox does not look in vain.</summary>
    public static void Committed() => somethingToSend |= written && Here.Value is (Confirm or Undo);

    /// <summary>Lives to hand on what it was given, or does not.</summary>
    public T Pass<T>(T on, DbCommand? command)
    {
        var toOutbox = command?.CommandText.Contains("outbox", StringComparison.Ordinal) == true;
        written |= toOutbox && Here.Value is (Confirm or Undo);
        var what = Here.Value ?? (somethingToSend && toOutbox ? Send : "");
        if (what is "" or "other")
        {
            return on;
        }

        lock (turn)
        {
            if (file is not null)
            {
                File.AppendAllText(file, what + "\n");
            }
            else if (what == at.What && ++passed == at.Step)
            {
                Process.GetCurrentProcess().Kill(); // SIGKILL
            }
        }

        return on;
    }
}
