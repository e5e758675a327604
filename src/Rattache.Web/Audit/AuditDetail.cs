using System.Security.Cryptography;
using System.Text;

namespace Rattache.Web.Audit;

/// <summary>
/// The personal detail of a line: where it came from. It lies beside the line, so that erasing it on time leaves the chain whole;
/// the salt goes with it, without which a network address is soon guessed from its digest.
/// </summary>
public sealed class AuditDetail
{
    public required Guid EntryId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Address { get; init; }

    public required byte[] Salt { get; init; }

    public byte[] Digest() => SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(Address)]);

    internal static AuditDetail Of(Guid entry, DateTimeOffset at, string address) =>
        new()
        {
            EntryId = entry,
            At = at,
            Address = address,
            Salt = RandomNumberGenerator.GetBytes(16),
        };
}
