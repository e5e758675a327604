using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rattache.Web.Outbox;

/// <summary>A text message as the provider wants it: the body of the settings with its places filled, each value encoded for the format.</summary>
internal static partial class SmsRequest
{
    /// <exception cref="FormatException">A header of the settings cannot be sent.</exception>
    public static HttpRequestMessage Of(SmsSettings settings, Sms sms, Guid id)
    {
        var request = new HttpRequestMessage(new(settings.Method), settings.Url)
        {
            Content = new StringContent(Body(settings, sms, id), Encoding.UTF8, new MediaTypeHeaderValue(MediaType(settings.Format), "utf-8")),
        };
        foreach (var (name, value) in settings.Headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    public static string Body(SmsSettings settings, Sms sms, Guid id) =>
        Place()
            .Replace(
                settings.Body,
                place =>
                    Encoded(
                        settings.Format,
                        place.Value switch
                        {
                            "{to}" => sms.To,
                            "{digits}" => sms.To.TrimStart('+'),
                            "{text}" => sms.Text,
                            // The same however often it is sent: a provider that looks at it sends once.
                            _ => id.ToString("N"),
                        }
                    )
            );

    private static string MediaType(SmsFormat format) => format == SmsFormat.Form ? "application/x-www-form-urlencoded" : "application/json";

    private static string Encoded(SmsFormat format, string value) =>
        format == SmsFormat.Form ? Uri.EscapeDataString(value) : JsonEncodedText.Encode(value).ToString();

    [GeneratedRegex(@"\{(?:to|digits|text|id)\}")]
    private static partial Regex Place();
}
