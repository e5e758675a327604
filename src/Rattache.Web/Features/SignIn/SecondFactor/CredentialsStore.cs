using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// Identity's own store, which would keep the authenticator's key and the recovery codes as they are: here the key lies under the keys
/// that seal cookies (<see cref="CookieKeys"/>), and of the codes only hashes are kept.
/// </summary>
public sealed class CredentialsStore(RattacheDb db, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Credentials, RattacheDb, AccountId>(db, describer)
{
    // Identity's names for its own tokens, which it keeps to itself.
    internal const string Provider = "[AspNetUserStore]";
    internal const string KeyToken = "AuthenticatorKey";
    internal const string CodesToken = "RecoveryCodes";
    private readonly IDataProtector protector = protection.CreateProtector("Rattache.Authenticator");

    public override Task SetAuthenticatorKeyAsync(Credentials user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, KeyToken, protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Credentials user, CancellationToken cancellationToken) =>
        await GetTokenAsync(user, Provider, KeyToken, cancellationToken) is { } kept ? protector.Unprotect(kept) : null;

    // Nothing of ours calls this, which hashes ahead (RecoveryCodes.Make); but Identity's own would keep them in clear.
    public override Task ReplaceCodesAsync(Credentials user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, CodesToken, RecoveryCodes.Hash(recoveryCodes), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Credentials user, string code, CancellationToken cancellationToken)
    {
        var left = RecoveryCodes.Without(await GetTokenAsync(user, Provider, CodesToken, cancellationToken), code);
        if (left is not null)
        {
            await SetTokenAsync(user, Provider, CodesToken, left, cancellationToken);
        }

        return left is not null;
    }

    public override async Task<int> CountCodesAsync(Credentials user, CancellationToken cancellationToken) =>
        RecoveryCodes.Count(await GetTokenAsync(user, Provider, CodesToken, cancellationToken));

    public override AccountId ConvertIdFromString(string? id) => Guid.TryParse(id, out var value) ? new(value) : default;

    public override string ConvertIdToString(AccountId id) => id.ToString();
}
