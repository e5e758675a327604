namespace Rattache.Core.Accounts;

/// <summary>What stands beside an account's name in <em>Mon profil</em>: what its owner chose, or else what the feed states; and their padlocks.</summary>
public sealed record PersonDetails
{
    public required AccountId Account { get; init; }

    public string? Email { get; init; }

    /// <summary>Its owner typed the code that was sent there.</summary>
    public bool EmailVerified { get; init; }

    public string? HomePhone { get; init; }

    public string? MobilePhone { get; init; }

    /// <inheritdoc cref="EmailVerified"/>
    public bool MobileVerified { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>All closed until somebody opens one.</summary>
    public Padlocked Open { get; init; }
}

/// <summary>The values of <em>Mon profil</em> that have a padlock.</summary>
[Flags]
public enum Padlocked
{
    None = 0,
    Email = 1,
    HomePhone = 2,
    MobilePhone = 4,
    BirthDate = 8,
}
