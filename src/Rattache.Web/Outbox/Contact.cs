using System.Text;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>How a code or a notice reaches somebody.</summary>
public enum Channel
{
    /// <summary>Zero: proofs that waited when there was no other channel became this one's.</summary>
    Mail = 0,
    Sms = 1,
}

/// <summary>
/// Where a message goes: an e-mail address, or a mobile's number in E.164. Two that differ by the case of plain letters alone are one;
/// signs that merely fold to the same letters (ſ and s, K and k) are other mailboxes, of other people.
/// </summary>
public readonly record struct Contact(Channel Channel, string Address)
{
    /// <summary>Of whoever owns it, as far as they have said.</summary>
    public Reading Reading { get; init; }

    public static Contact Mail(string address) => new(Channel.Mail, address);

    public static Contact Sms(string number) => new(Channel.Sms, number);

    public bool Equals(Contact other) => Channel == other.Channel && (Address == other.Address || Ascii.EqualsIgnoreCase(Address, other.Address));

    public override int GetHashCode() => HashCode.Combine(Channel, Address.ToUpperInvariant());

    public override string ToString() => Channel.ToString(); // an address has no business in a log
}
