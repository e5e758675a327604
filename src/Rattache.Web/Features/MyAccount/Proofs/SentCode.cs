using System.Security.Cryptography;
using System.Text;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>
/// That something was sent to an address or a number, whoever asked for it; kept for the hour that it counts (<see cref="CodeCounts"/>).
/// It names neither the account nor, to whoever only looks, the number.
/// </summary>
public sealed class SentCode
{
    public required Guid Id { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset At { get; init; }

    public static SentCode Of(Contact contact, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Digest = DigestOf(contact),
            At = now,
        };

    public static string DigestOf(Contact contact) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{contact.Channel}:{contact.Address.ToUpperInvariant()}")));
}
