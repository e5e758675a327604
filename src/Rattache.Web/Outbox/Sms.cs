using System.Text.Json;

namespace Rattache.Web.Outbox;

/// <summary>One text message, already in words.</summary>
/// <param name="To">A mobile's number in E.164.</param>
/// <param name="Until">When the code in it ends; null for what stays true.</param>
public sealed record Sms(string To, string Text, DateTimeOffset? Until)
{
    /// <summary>The <see cref="OutboxMessage.Type"/> of every text message.</summary>
    public const string Type = "sms";

    public string ToPayload() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It was never a text message.</exception>
    public static Sms FromPayload(string payload) =>
        JsonSerializer.Deserialize<Sms>(payload) ?? throw new JsonException("A text message's payload is empty.");
}
