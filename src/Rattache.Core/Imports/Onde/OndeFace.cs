using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>What somebody is recognized by: a row of the delivery and an account of the directory show the same face where they are the same person.</summary>
/// <param name="Family">The surname in the family, folded; of who is known by one surname alone, that one.</param>
internal sealed record OndeFace(
    AccountKind Kind,
    string First,
    string Family,
    string Usage,
    DateOnly? BirthDate,
    ImmutableArray<OndeChild> Children,
    string Email,
    ImmutableHashSet<string> Phones
)
{
    // The last nine digits: 0611223344, +33 6 11 22 33 44 and 611223344 are one number.
    private const int PhoneDigits = 9;

    public static OndeFace Of(CsvPerson person, OndePupils pupils) => Of(person.Entry, pupils.ChildrenOf(person));

    public static OndeFace Of(KnownPerson p, ImmutableArray<OndeChild> children) =>
        new(
            KindOf(p.Kind),
            OndeNames.Fold(p.FirstName),
            OndeNames.Fold(p.BirthName ?? p.LastName),
            OndeNames.Fold(p.LastName),
            p.BirthDate,
            children,
            Address(p.Email),
            Numbers(p.HomePhone, p.MobilePhone)
        );

    private static OndeFace Of(PersonEntry p, ImmutableArray<OndeChild> children) =>
        new(
            KindOf(p.Kind),
            OndeNames.Fold(p.FirstName),
            OndeNames.Fold(p.BirthName ?? p.LastName),
            OndeNames.Fold(p.LastName),
            p.BirthDate,
            children,
            Address(p.Email),
            Numbers(p.HomePhone, p.MobilePhone)
        );

    /// <summary>Children whom both may have.</summary>
    public int SharedChildren(OndeFace other) => Children.Count(child => other.Children.Any(child.MayBe));

    /// <summary>Children of whom the other has one of the same name, another birth date or not.</summary>
    public int NamesakeChildren(OndeFace other) => Children.Count(child => other.Children.Any(child.IsNamesakeOf));

    /// <summary>0, 1 or 2: the e-mail address, a telephone number.</summary>
    public int SharedContacts(OndeFace other) => (Email.Length > 0 && Email == other.Email ? 1 : 0) + (Phones.Overlaps(other.Phones) ? 1 : 0);

    /// <summary>Both state an address, or both state numbers, and no address and no number is the same.</summary>
    public bool ContradictsContacts(OndeFace other) =>
        SharedContacts(other) == 0 && ((Email.Length > 0 && other.Email.Length > 0) || (!Phones.IsEmpty && !other.Phones.IsEmpty));

    /// <summary>What the row itself says, in one line.</summary>
    public string Line() =>
        string.Join(
            '\n',
            (int)Kind,
            Family,
            Usage,
            First,
            BirthDate?.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture),
            string.Join(';', Children.Select(c => c.NameLine()).Order(StringComparer.Ordinal)),
            Email,
            string.Join(',', Phones.Order(StringComparer.Ordinal))
        );

    /// <summary>An external id for somebody whom the directory does not know yet. Pupils and staff have it from their names, relatives from all that is said of them.</summary>
    public string Digest()
    {
        var told = Kind == AccountKind.Relative ? Line() : (this with { Usage = "", Email = "", Phones = [] }).Line();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)).AsSpan(0, 16));
    }

    private static AccountKind KindOf(AccountKind kind) => kind == AccountKind.Staff ? AccountKind.Teacher : kind;

    private static string Address(string? email) => email?.ToLowerInvariant() ?? "";

    private static ImmutableHashSet<string> Numbers(params string?[] phones) =>
        [
            .. phones
                .Select(p => string.Concat((p ?? "").Where(char.IsAsciiDigit)))
                .Where(digits => digits.Length >= PhoneDigits)
                .Select(digits => digits[^PhoneDigits..]),
        ];
}
