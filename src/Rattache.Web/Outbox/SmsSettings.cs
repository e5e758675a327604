namespace Rattache.Web.Outbox;

/// <summary>The <c>Sms</c> section: the provider that takes our text messages, over HTTP.</summary>
public sealed class SmsSettings
{
    public const string Section = "Sms";

    /// <summary>Without it no text message is sent, and no page offers one (in Development they go to a folder).</summary>
    public string? Url { get; init; }

    /// <summary>What the provider is called, for the privacy notice (GDPR, article 13): it learns number and words.</summary>
    public string? ProviderName { get; init; }

    /// <summary>Whether messages go to somebody else's.</summary>
    public bool HasProvider => !string.IsNullOrWhiteSpace(Url);

    /// <summary>POST or PUT: an address of GET, with the number and the code in it, would end up in logs.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Sent with each message; the provider's secret is one of them. Never logged.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    public SmsFormat Format { get; init; } = SmsFormat.Json;

    /// <summary>With places for <c>{to}</c> (+33612345678), <c>{digits}</c> (33612345678), <c>{text}</c> and <c>{id}</c>.</summary>
    public string Body { get; init; } = """{"to":"{to}","text":"{text}"}""";

    /// <summary>From connecting to the provider's answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

public enum SmsFormat
{
    /// <summary><c>application/json</c>: places stand within quotes.</summary>
    Json = 1,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form,
}
