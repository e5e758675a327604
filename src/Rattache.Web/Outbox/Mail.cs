using System.Text.Json;

namespace Rattache.Web.Outbox;

/// <summary>One letter, already in words: what was true when it was written is what is sent, however late.</summary>
public sealed record Mail(string To, string Subject, string Text, string Html)
{
    /// <summary>The <see cref="OutboxMessage.Type"/> of every mail.</summary>
    public const string Type = "mail";

    public string ToPayload() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It was never a mail.</exception>
    public static Mail FromPayload(string payload) =>
        JsonSerializer.Deserialize<Mail>(payload) ?? throw new JsonException("A mail's payload is empty.");
}
