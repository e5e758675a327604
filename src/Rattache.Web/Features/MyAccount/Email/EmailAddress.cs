using System.Net.Mail;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>An address that a letter can go to. Whether it is the person's own, only a code says.</summary>
public readonly record struct EmailAddress
{
    private const int Longest = 254; // RFC 5321

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    /// <summary>Phones add a space after what they complete: spaces around are forgiven.</summary>
    public static EmailAddress? TryParse(string? typed)
    {
        var text = (typed ?? "").Trim();
        return
            text.Length <= Longest
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')')
            && MailAddress.TryCreate(text, out var mail)
            && mail.Address == text
            && mail.Host.Split('.') is { Length: > 1 } labels
            && labels.All(label => label.Length > 0)
            ? new(text)
            : null;
    }

    public override string ToString() => Value;
}
