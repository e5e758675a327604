namespace Rattache.Core.Accounts;

/// <summary>Lets an account administer one school, or all of them. An account that holds one neither keeps nor is absorbed.</summary>
public sealed class AdministrationRight
{
    public AdministrationRight(Guid id, AccountId accountId, SchoolId? schoolId, bool fromFeed, DateTimeOffset grantedAt)
    {
        Id = id;
        AccountId = accountId;
        SchoolId = schoolId;
        FromFeed = fromFeed;
        GrantedAt = grantedAt;
    }

    public Guid Id { get; private set; }

    public AccountId AccountId { get; private set; }

    /// <summary>The school of a local administrator (ADML); null for a central one.</summary>
    public SchoolId? SchoolId { get; private set; }

    /// <summary>Stated by a feed (the head of a school), so that an import may take it back.</summary>
    public bool FromFeed { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }
}
