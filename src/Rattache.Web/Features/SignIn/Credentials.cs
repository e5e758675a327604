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
    /// <summary>The login that the person chose beside the one that was made (<see cref="Core.Accounts.Alias"/>).</summary>
    public string? Alias { get; set; }

    public string? HomePhone { get; set; }

    /// <summary>Of the last code from the authenticator that was used: neither it nor one before opens anything again (RFC 6238, 5.2).</summary>
    public long? LastCodeStep { get; set; }

    /// <summary>Of the pages and letters; null until the person signs in or chooses one, and then letters are in French.</summary>
    public Language? Language { get; set; }

    public DateTimeOffset ActivatedAt { get; set; }

    public DateTimeOffset? TermsAcceptedAt { get; set; }

    /// <summary>Which ones (<see cref="Legal.Terms"/>); says nothing while <see cref="TermsAcceptedAt"/> is null.</summary>
    public int TermsVersion { get; set; } = 1;

    // Padlocks: open means that connected services may be told (DESIGN §5). Closed at first.

    public bool ShowsEmail { get; set; }

    public bool ShowsHomePhone { get; set; }

    public bool ShowsMobilePhone { get; set; }

    public bool ShowsBirthDate { get; set; }

    /// <summary>Of an account that its owner took and gave up at once: nobody signs in with it before a first-time code has set a password.</summary>
    public static Credentials WithoutPassword(AccountId id, string login, DateTimeOffset now) =>
        new()
        {
            Id = id,
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            ActivatedAt = now,
        };

    /// <summary>Where the person proved that messages reach them, mail first; what a feed states is not theirs to be told at.</summary>
    /// <param name="zone">That the person chose, which their notifications know; null for none.</param>
    public IEnumerable<Contact> VerifiedContacts(TimeZoneInfo? zone)
    {
        if (EmailConfirmed && Email is not null)
        {
            yield return Contact.Mail(Email) with
            {
                Reading = new(Language, zone),
            };
        }

        if (PhoneNumberConfirmed && PhoneNumber is not null)
        {
            yield return Contact.Sms(PhoneNumber) with
            {
                Reading = new(Language, zone),
            };
        }
    }

    /// <summary>Where notices go; null when the person has confirmed no address.</summary>
    /// <inheritdoc cref="VerifiedContacts"/>
    public Recipient? Mailbox(TimeZoneInfo? zone) => this is { EmailConfirmed: true, Email: { } address } ? new(address, new(Language, zone)) : null;
}
