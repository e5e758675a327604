namespace Rattache.Core.Accounts;

/// <summary>
/// What a feed states about one person under one identifier. The feed owns every value here but the login;
/// what the person chose lies with their credentials, and no import touches it.
/// </summary>
public sealed class Account
{
    public Account(AccountId id, AccountKind kind, ExternalKey key, string login, string firstName, string lastName, DateTimeOffset createdAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(login);
        Id = id;
        Kind = kind;
        Source = key.Source;
        Academy = key.Academy;
        ExternalId = key.Id;
        Login = login;
        FirstName = firstName;
        LastName = lastName;
        CreatedAt = createdAt;
    }

    private Account() // for EF Core
    {
        Academy = ExternalId = Login = FirstName = LastName = "";
    }

    public AccountId Id { get; private set; }

    public AccountKind Kind { get; private set; }

    public DirectorySource Source { get; private set; }

    public string Academy { get; private set; }

    public string ExternalId { get; private set; }

    /// <summary>Made once, never changed by an import, never given to anybody else.</summary>
    public string Login { get; private set; }

    public string FirstName { get; private set; }

    public string LastName { get; private set; }

    /// <summary>The name at birth (<c>ENTPersonNomPatro</c>), where the feed states one.</summary>
    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>Identifiant national élève; pupils only. Two records with the same one are one child.</summary>
    public string? Ine { get; init; }

    public string? Email { get; init; }

    public string? HomePhone { get; init; }

    public string? MobilePhone { get; init; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When a full delivery first came without this account; null while it is in the directory.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary><em>Nom affiché</em>.</summary>
    public string DisplayName => $"{FirstName} {LastName}";
}
