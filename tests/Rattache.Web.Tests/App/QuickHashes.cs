using Microsoft.AspNetCore.Identity;

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
}
