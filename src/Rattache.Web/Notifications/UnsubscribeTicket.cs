using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;

namespace Rattache.Web.Notifications;

/// <summary>
/// Whoever holds a letter may stop its kinds for whom it was sent to, without signing in (RFC 8058): a sealed note to ourselves, in the
/// letter's headers and at its foot. It lives as long as the letter, since people unsubscribe from old ones.
/// </summary>
public sealed class UnsubscribeTicket(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Rattache.Unsubscribe");

    public string Write(AccountId account, IEnumerable<NotificationKind> kinds, string address) =>
        protector.Protect($"{account} {string.Join(',', kinds.Select(k => (int)k))} {Mark(address)}");

    /// <summary>Null when it was never ours.</summary>
    public Unsubscription? Read(string ticket)
    {
        try
        {
            return protector.Unprotect(ticket).Split(' ') is [var account, var kinds, var mark]
                ? new(new(Guid.Parse(account)), [.. kinds.Split(',').Select(Enum.Parse<NotificationKind>)], mark)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Enough to tell two addresses of one person apart; the ticket itself is sealed.
    internal static string Mark(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant()))[..8]);
}

/// <summary>What a letter lets its reader stop.</summary>
/// <param name="Mark">Of the address that it went to: a mailbox that is the person's no more stops nothing.</param>
public sealed record Unsubscription(AccountId Account, IReadOnlyList<NotificationKind> Kinds, string Mark)
{
    public bool WentTo(string address) => UnsubscribeTicket.Mark(address) == Mark;
}
