namespace Rattache.Core.Accounts;

/// <summary>
/// An account's place in one school: a pupil's class, a teacher's or administrator's school.
/// A relative has none of their own from AAF: their schools are their children's.
/// </summary>
public sealed class Attachment
{
    public Attachment(AccountId accountId, SchoolId schoolId, string? className, PlaceBasis basis = PlaceBasis.School)
    {
        AccountId = accountId;
        SchoolId = schoolId;
        ClassName = className;
        Basis = basis;
    }

    public AccountId AccountId { get; private set; }

    public SchoolId SchoolId { get; private set; }

    /// <summary>As the school writes it, such as <em>6A</em> or <em>CE1</em>.</summary>
    public string? ClassName { get; private set; }

    public PlaceBasis Basis { get; private set; }
}

/// <summary>Which part of a record states a place. A delta may replace one and leave the other, and then has to know.</summary>
[Flags]
public enum PlaceBasis
{
    /// <summary>AAF's <c>ENTPersonStructRattach</c>, or the school that a CSV file is of.</summary>
    School = 1,

    /// <summary>A pupil's class, or a function of staff.</summary>
    Post = 2,
}
