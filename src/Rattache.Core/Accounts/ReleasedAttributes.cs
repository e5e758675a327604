namespace Rattache.Core.Accounts;

/// <summary>
/// What a connected service may be told of a person, and nothing beyond: the root's name and login, and each value whose padlock the
/// root has open (DESIGN §5). Whatever tells others about a person tells this; it is a value of its own so that no caller has to
/// remember a padlock.
/// </summary>
public sealed record ReleasedAttributes
{
    private ReleasedAttributes() { }

    /// <summary>The person's present account, whichever of theirs was asked for.</summary>
    public required AccountId Account { get; init; }

    public required string Login { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; private init; }

    public bool EmailVerified { get; private init; }

    public string? HomePhone { get; private init; }

    public string? MobilePhone { get; private init; }

    public bool MobileVerified { get; private init; }

    public DateOnly? BirthDate { get; private init; }

    /// <param name="graph">Must hold the whole tree of <paramref name="asked"/>.</param>
    /// <param name="asked">Any account of the person: an old one leads to the present one.</param>
    /// <param name="details">Of any accounts of the tree; only the root's count, and those of absorbed accounts sleep. Without the root's, every padlock is closed.</param>
    public static ReleasedAttributes Of(AccountGraph graph, AccountId asked, IEnumerable<PersonDetails> details)
    {
        var root = graph.Accounts[graph.Forest.Root(asked)];
        var own = details.SingleOrDefault(d => d.Account == root.Id) ?? new() { Account = root.Id };
        return new()
        {
            Account = root.Id,
            Login = root.Login,
            FirstName = root.FirstName,
            LastName = root.LastName,
            DisplayName = root.DisplayName,
            Email = Opened(Padlocked.Email, own.Email),
            EmailVerified = Opened(Padlocked.Email, own.Email) is not null && own.EmailVerified,
            HomePhone = Opened(Padlocked.HomePhone, own.HomePhone),
            MobilePhone = Opened(Padlocked.MobilePhone, own.MobilePhone),
            MobileVerified = Opened(Padlocked.MobilePhone, own.MobilePhone) is not null && own.MobileVerified,
            BirthDate = own.Open.HasFlag(Padlocked.BirthDate) ? own.BirthDate : null,
        };

        string? Opened(Padlocked padlock, string? value) => own.Open.HasFlag(padlock) ? value : null;
    }
}
