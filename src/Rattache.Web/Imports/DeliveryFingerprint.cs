using System.Security.Cryptography;

namespace Rattache.Web.Imports;

/// <summary>SHA-256 over the files' own, in order of content, so that names and order do not count.</summary>
internal static class DeliveryFingerprint
{
    public static async Task<string> OfAsync(Delivery delivery, CancellationToken cancellation)
    {
        var hashes = new List<string>();
        foreach (var file in delivery.Files)
        {
            await using var stream = File.OpenRead(file.Path);
            hashes.Add(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(hashes.Order(StringComparer.Ordinal)))));
    }
}
