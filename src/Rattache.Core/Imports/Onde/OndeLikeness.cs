using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Onde;

/// <summary>Whether a row and an account can be one person, and how much speaks for it.</summary>
internal static class OndeLikeness
{
    // Each outweighs the sum of all that follow it, for as many pairs as one search takes.
    private const long Child = 100_000_000;
    private const long Contact = 1_000_000;
    private const long Concentration = 100;
    private const int MostChildren = 8;

    /// <summary>
    /// 0 where they cannot be one: different names; of pupils, another birth date; of relatives, no child in common; of staff who have left,
    /// other addresses and numbers. Otherwise children in common count first, then e-mail and telephone, then that they are with one account
    /// rather than spread over two, then that the account has not left.
    /// </summary>
    public static long Of(OndeFace row, OndeFace account, bool hasLeft)
    {
        if (row.Kind != account.Kind || row.First != account.First || (row.Kind != AccountKind.Student && row.Family != account.Family))
        {
            return 0;
        }

        var contacts = row.SharedContacts(account);
        var shared = row.Kind switch
        {
            AccountKind.Relative => Math.Min(row.SharedChildren(account), MostChildren),
            AccountKind.Student => row.BirthDate == account.BirthDate ? Surnames(row, account) : 0,
            _ => hasLeft && row.ContradictsContacts(account) ? 0 : 1,
        };
        // A namesake born on another day may be the same child, whose date was corrected: only what the relative themself gave says so.
        var alike = contacts == 0 ? shared : Math.Max(shared, Math.Min(row.NamesakeChildren(account), MostChildren));
        return alike == 0 ? 0 : (shared * Child) + (contacts * Contact) + (alike * alike * Concentration) + (hasLeft ? 0 : 1);
    }

    /// <summary>It is said that they are not one; of a relative without children, nothing is said.</summary>
    public static bool AreTwo(OndeFace row, OndeFace account, bool hasLeft) =>
        Of(row, account, hasLeft) == 0 && (row.Kind != AccountKind.Relative || !(row.Children.IsEmpty || account.Children.IsEmpty));

    /// <summary>Whom they are searched under: nobody else can be them.</summary>
    public static string Block(OndeFace face) =>
        face.Kind == AccountKind.Student ? $"{face.Kind}|{face.First}|{face.BirthDate:O}" : $"{face.Kind}|{face.First}|{face.Family}";

    /// <summary>Pupils may have lost or taken a surname: one in common is enough, the family's is better.</summary>
    private static int Surnames(OndeFace row, OndeFace account) =>
        row.Family == account.Family ? 2
        : row.Usage == account.Usage || row.Usage == account.Family || row.Family == account.Usage ? 1
        : 0;
}
