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
    /// 0 where they cannot be one: different names; of pupils, another birth date; of relatives, no child in common. Otherwise children in
    /// common count first, then e-mail and telephone, then that they are with one account rather than spread over two, then that the account
    /// has not left.
    /// </summary>
    public static long Of(OndeFace row, OndeFace account, bool hasLeft)
    {
        if (row.Kind != account.Kind || row.First != account.First)
        {
            return 0;
        }

        var shared = row.Kind switch
        {
            AccountKind.Relative => row.Family == account.Family ? Math.Min(row.SharedChildren(account), MostChildren) : 0,
            AccountKind.Student => row.BirthDate == account.BirthDate ? Surnames(row, account) : 0,
            _ => row.Family == account.Family ? 1 : 0,
        };
        return shared == 0 ? 0 : (shared * Child) + (row.SharedContacts(account) * Contact) + (shared * shared * Concentration) + (hasLeft ? 0 : 1);
    }

    /// <summary>Whom they are searched under: nobody else can be them.</summary>
    public static string Block(OndeFace face) =>
        face.Kind == AccountKind.Student ? $"{face.Kind}|{face.First}|{face.BirthDate:O}" : $"{face.Kind}|{face.First}|{face.Family}";

    /// <summary>Pupils may have lost or taken a surname: one in common is enough, the family's is better.</summary>
    private static int Surnames(OndeFace row, OndeFace account) =>
        row.Family == account.Family ? 2
        : row.Usage == account.Usage || row.Usage == account.Family || row.Family == account.Usage ? 1
        : 0;
}
