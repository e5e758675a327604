using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// What a person owns of their account: password, verified address, choices. One-to-one with an <see cref="Account"/>,
/// made when it is activated; no import ever touches it. <c>Email</c> and <c>PhoneNumber</c> (the mobile) stand before
/// the feed's values once set.
/// </summary>
public sealed class Credentials : IdentityUser<AccountId>
{
    public string? HomePhone { get; set; }

    /// <summary>Of the pages and letters; null until the person signs in or chooses one, and then letters are in French.</summary>
    public Language? Language { get; set; }

    public DateTimeOffset ActivatedAt { get; set; }

    public DateTimeOffset? TermsAcceptedAt { get; set; }

    // Padlocks: open means that connected services may be told (DESIGN §5). Closed at first.

    public bool ShowsEmail { get; set; }

    public bool ShowsHomePhone { get; set; }

    public bool ShowsMobilePhone { get; set; }

    public bool ShowsBirthDate { get; set; }

    /// <summary>Where notices go; null when the person has confirmed no address.</summary>
    public Recipient? Mailbox() => this is { EmailConfirmed: true, Email: { } address } ? new(address, Language) : null;
}
