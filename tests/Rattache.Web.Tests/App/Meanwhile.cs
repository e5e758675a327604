using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.MyAccount;

namespace Rattache.Web.Tests.App;

/// <summary>What the same person does in another window.</summary>
internal static class Meanwhile
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    /// <summary>Turns a padlock to and fro until it is done.</summary>
    public static async Task WhileAPadlockTurnsAsync(this RattacheApp app, AccountId account, Func<Task> act)
    {
        var cancellation = TestContext.Current.CancellationToken;
        // On a thread of its own: SQLite answers before it gives the thread away.
        var acting = Task.Run(act, cancellation);
        for (var open = true; !acting.IsCompleted; open = !open)
        {
            await app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(account, "email", open, null, cancellation));
            await Task.Delay(Breath, cancellation);
        }

        await acting;
    }
}
