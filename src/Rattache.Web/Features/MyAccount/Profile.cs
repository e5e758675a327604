using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount;

/// <summary>What <em>Mon profil</em> shows beside the union view: the feed's details, and what the person chose instead. One command.</summary>
public sealed record Profile(Account Feed, Credentials Own, DateTimeOffset? KeyUntil, string? PendingEmail, string? PendingMobile)
{
    public string? Email => Own.Email ?? Feed.Email;

    public string? HomePhone => Own.HomePhone ?? Feed.HomePhone;

    public string? MobilePhone => Own.PhoneNumber ?? Feed.MobilePhone;

    public static Task<Profile> LoadAsync(RattacheDb db, AccountId id, DateTimeOffset now, CancellationToken cancellation) =>
        db
            .Accounts.AsNoTracking()
            .Where(a => a.Id == id)
            .Join(
                db.Users,
                a => a.Id,
                c => c.Id,
                (a, c) =>
                    new Profile(
                        a,
                        c,
                        db.MergeKeys.Where(k => k.AccountId == id && k.UsedAt == null && k.RevokedAt == null && k.ExpiresAt > now)
                            .Select(k => (DateTimeOffset?)k.ExpiresAt)
                            .FirstOrDefault(),
                        db.AddressProofs.Where(p => p.AccountId == id && p.Channel == Channel.Mail && p.ExpiresAt > now)
                            .Select(p => p.Address)
                            .FirstOrDefault(),
                        db.AddressProofs.Where(p => p.AccountId == id && p.Channel == Channel.Sms && p.ExpiresAt > now)
                            .Select(p => p.Address)
                            .FirstOrDefault()
                    )
            )
            .SingleAsync(cancellation);
}
