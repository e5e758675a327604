using System.Globalization;
using System.Text;
using QRCoder;

namespace Rattache.Web.Features.MyAccount;

/// <summary>A QR code as one SVG path, drawn in the page itself: nothing to fetch, nothing inline that a strict policy forbids.</summary>
public sealed record QrCode(int Side, string Path)
{
    /// <summary>The key goes in the fragment, which browsers never send: no server, proxy or log sees it.</summary>
    public static QrCode Of(Uri publicUrl, string key) => Of(new Uri(publicUrl, "/mon-compte").AbsoluteUri + "#cle=" + key);

    public static QrCode Of(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(rows.Count, path.ToString());
    }
}
