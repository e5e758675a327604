namespace Rattache.Core.Accounts;

/// <summary>What an account is in the school's eyes. Only relatives merge.</summary>
public enum AccountKind
{
    Student = 1,

    /// <summary>AAF's <c>PersRelEleve</c>: a parent, or another adult around a pupil; not always a guardian.</summary>
    Relative = 2,

    Teacher = 3,
    Staff = 4,
}
