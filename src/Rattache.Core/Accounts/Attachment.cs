namespace Rattache.Core.Accounts;

/// <summary>
/// An account's place in one school: a pupil's class, a teacher's or administrator's school.
/// A relative has none of their own from AAF: their schools are their children's.
/// </summary>
public sealed class Attachment
{
    public Attachment(AccountId accountId, SchoolId schoolId, string? className)
    {
        AccountId = accountId;
        SchoolId = schoolId;
        ClassName = className;
    }

    public AccountId AccountId { get; private set; }

    public SchoolId SchoolId { get; private set; }

    /// <summary>As the school writes it, such as <em>6A</em> or <em>CE1</em>.</summary>
    public string? ClassName { get; private set; }
}
