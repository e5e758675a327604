namespace Rattache.Web.Features.SignIn;

/// <summary>The <c>SignIn</c> section.</summary>
public sealed class SignInSettings
{
    public const int Fewest = 10;
    public const int Most = 1_000_000;

    /// <summary>How many sign-ins from one network address may be refused within <see cref="AddressLimit.Window"/>; a whole school may share one.</summary>
    public int RefusedFromAddress { get; init; } = 60;

    /// <summary>How many questions of who forgot something one network address may ask within it.</summary>
    public int AskedFromAddress { get; init; } = 60;
}
