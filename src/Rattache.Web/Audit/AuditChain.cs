using System.Security.Cryptography;
using System.Text;
using Rattache.Core.Accounts;

namespace Rattache.Web.Audit;

/// <summary>
/// Each seal is a hash over the one before and over a line as the database holds it, so that a line altered, removed or slipped in
/// between breaks every seal after it. Whoever can rewrite the whole table can rewrite the chain: a head noted elsewhere
/// (<c>rattache audit verify</c> prints it, and takes it back) is what stands against that.
/// </summary>
public static class AuditChain
{
    /// <summary>Before the first line there is nothing.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <param name="previous">The seal of the line before.</param>
    /// <param name="position">The line's own place, from 1.</param>
    /// <param name="entry">As read from the database, whose clock is coarser than ours.</param>
    public static byte[] Seal(ReadOnlySpan<byte> previous, long position, AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(previous);
        writer.Write(position);
        writer.Write(entry.Id.ToByteArray(bigEndian: true));
        writer.Write(entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        writer.Write(entry.Kind);
        writer.Write(entry.Outcome);
        Write(writer, entry.Actor);
        Write(writer, entry.Subject);
        Write(writer, entry.Other);
        writer.Write(entry.Digest?.Length ?? 0);
        writer.Write(entry.Digest ?? []);
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Write(BinaryWriter writer, AccountId? account)
    {
        writer.Write(account is not null);
        writer.Write((account?.Value ?? Guid.Empty).ToByteArray(bigEndian: true));
    }
}
