using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// What a person owns of their account: password, verified address, choices. One-to-one with an <see cref="Account"/>,
/// made when it is activated; no import ever touches it. <c>Email</c> and <c>PhoneNumber</c> (the mobile) stand before
/// the feed's values once set.
/// </summary>
public sealed class Credentials : IdentityUser<AccountId>
{
    /// <summary>The login that the person chose beside the one that was made (<see cref="Core.Accounts.Alias"/>).</summary>
    public string? Alias { get; set; }

    public string? HomePhone { get; set; }

    /// <summary>Of the last code from the authenticator that was used: neither it nor one before opens anything again (RFC 6238, 5.2).</summary>
    public long? LastCodeStep { get; set; }

    public DateTimeOffset ActivatedAt { get; set; }

    public DateTimeOffset? TermsAcceptedAt { get; set; }

    // Padlocks: open means that connected services may be told (DESIGN §5). Closed at first.

    public bool ShowsEmail { get; set; }

    public bool ShowsHomePhone { get; set; }

    public bool ShowsMobilePhone { get; set; }

    public bool ShowsBirthDate { get; set; }
}
