using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Tests.App;

/// <summary>
/// The product's own hash with a hundredth of its rounds: a run signs in some thousands of times, and how long a password would
/// resist is not what these tests look at. What it costs is measured in bench/.
/// </summary>
internal static class QuickHashes
{
    private const int Rounds = 1_000;

    public static PasswordHasherOptions Options { get; } = new() { IterationCount = Rounds };

    public static void Apply(PasswordHasherOptions options) => options.IterationCount = Rounds;

    /// <summary>As somebody's password was kept when fewer rounds were enough; the hash.</summary>
    public static async Task<string> GiveAnOldHashAsync(this RattacheApp app, AccountId id)
    {
        var rounds = new OptionsWrapper<PasswordHasherOptions>(new() { IterationCount = Rounds / 2 });
        var old = new PasswordHasher<Credentials>(rounds).HashPassword(new(), People.Password);
        await using var db = app.OpenDb();
        await db
            .Users.Where(c => c.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PasswordHash, old), TestContext.Current.CancellationToken);
        return old;
    }
}
