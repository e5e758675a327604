using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Rattache.Web.Outbox;

/// <summary>Says at start what else would be found out by a parent waiting for a code.</summary>
internal sealed class SmsSettingsRules : IValidateOptions<SmsSettings>
{
    private const int LongestName = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(50); // the dispatcher gives a message a minute
    private static readonly Sms Sample = new("+33612345678", "\"Été\" : 1 & 2\n", null);

    public ValidateOptionsResult Validate(string? name, SmsSettings options)
    {
        var faults = (options.HasProvider ? Faults(options) : WithoutUrl(options)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> WithoutUrl(SmsSettings sms)
    {
        if (sms.Headers.Count > 0)
        {
            yield return "Sms:Headers is set but Sms:Url is not: name the provider's address, or remove both.";
        }

        if (sms.ProviderName is not null)
        {
            yield return "Sms:ProviderName is set but Sms:Url is not: the privacy notice names nobody who gets nothing. Set both, or neither.";
        }
    }

    private static IEnumerable<string> Faults(SmsSettings sms)
    {
        if (AddressFault(sms.Url!) is { } fault)
        {
            yield return fault;
        }

        if (sms.ProviderName is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl)))
        {
            yield return $"Sms:ProviderName must be a name on one line, of at most {LongestName} characters.";
        }

        if (sms.Method is not ("POST" or "PUT"))
        {
            yield return "Sms:Method must be POST or PUT.";
        }

        foreach (var (header, value) in sms.Headers.Where(h => !MaySend(h.Key, h.Value)))
        {
            yield return $"Sms:Headers:{header} cannot be sent: its name or its value ({value.Length} characters) is not that of a request's header.";
        }

        if (!Enum.IsDefined(sms.Format))
        {
            yield return "Sms:Format must be Json or Form.";
        }
        else if (BodyFault(sms) is { } body)
        {
            yield return body;
        }

        if (sms.Timeout < TimeSpan.FromSeconds(1) || sms.Timeout > Longest)
        {
            yield return "Sms:Timeout must lie between 1 and 50 seconds.";
        }
    }

    private static string? AddressFault(string url) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Fragment.Length > 0
            ? "Sms:Url must be the provider's address, such as 'https://sms.example/send'."
        : address.Scheme == "http" && !address.IsLoopback
            ? "Sms:Url would send numbers and codes in clear: use https (http is for this machine alone)."
        : address.UserInfo.Length > 0 ? "Sms:Url holds a user or a password: give it in Sms:Headers:Authorization instead."
        : null;

    private static string? BodyFault(SmsSettings sms)
    {
        bool Has(string place) => sms.Body.Contains(place, StringComparison.Ordinal);
        if (!(Has("{to}") || Has("{digits}")) || !Has("{text}"))
        {
            return "Sms:Body must have places for the number, {to} or {digits}, and for the words, {text}.";
        }

        return sms.Format == SmsFormat.Json && !IsJson(SmsRequest.Body(sms, Sample, Guid.Empty))
            ? """Sms:Body is not JSON once its places are filled: they stand within quotes, such as {"to":"{to}","text":"{text}"}."""
            : null;
    }

    private static bool IsJson(string body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MaySend(string name, string value)
    {
        using var request = new HttpRequestMessage();
        try
        {
            request.Headers.Add(name, value);
            return true;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
