using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.MyAccount.Phones;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>What somebody types who forgot something.</summary>
public abstract record AskedFor
{
    private AskedFor() { }

    /// <param name="Value">As logins are kept: lower case, no spaces around.</param>
    public sealed record Login(string Value) : AskedFor;

    public sealed record At(Contact Contact) : AskedFor;

    /// <summary>An e-mail address has an at sign, a number no letter, and a login is everything else.</summary>
    public static AskedFor Of(string typed) => ContactOf(typed) is { } contact ? new At(contact) : new Login(typed.Trim().ToLowerInvariant());

    /// <summary>Null for what is neither an e-mail address nor a mobile's number.</summary>
    public static Contact? ContactOf(string typed) =>
        EmailAddress.TryParse(typed) is { } address ? Contact.Mail(address.Value)
        : !typed.Any(char.IsLetter) && MobileNumber.TryParse(typed) is { } number ? Contact.Sms(number.Value)
        : null;
}
