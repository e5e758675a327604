namespace Rattache.Core.Accounts;

/// <summary>What a pupil's record says of one adult. It stays on the account that the feed named, merged or not.</summary>
public sealed class ChildLink
{
    public ChildLink(AccountId relativeId, AccountId studentId, LinkKind kind, ParentalAuthority authority)
    {
        RelativeId = relativeId;
        StudentId = studentId;
        Kind = kind;
        Authority = authority;
    }

    public AccountId RelativeId { get; private set; }

    public AccountId StudentId { get; private set; }

    public LinkKind Kind { get; private set; }

    public ParentalAuthority Authority { get; private set; }
}

/// <summary>How an adult is related to a pupil (AAF annex 4, <c>ENTElevePersRelEleve</c>, second field).</summary>
public enum LinkKind
{
    Mother = 1,
    Father = 2,
    Guardian = 3,
    Family = 4,
    Other = 5,
}

/// <summary>Ordered: where two links of one person to one pupil differ, the lower counts.</summary>
public enum ParentalAuthority
{
    None = 0,
    Legal = 1,
}
