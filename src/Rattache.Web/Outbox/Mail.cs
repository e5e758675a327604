using System.Text.Json;

namespace Rattache.Web.Outbox;

/// <summary>One letter, already in words: what was true when it was written is what is sent, however late.</summary>
/// <param name="Unsubscribe">Where a letter that its reader may do without is stopped; null for any other.</param>
/// <param name="Until">When the code in it ends; null where it holds none.</param>
public sealed record Mail(string To, string Subject, string Text, string Html, Uri? Unsubscribe = null, DateTimeOffset? Until = null)
{
    /// <summary>The <see cref="OutboxMessage.Type"/> of every mail that tells at once: somebody may be waiting for it.</summary>
    public const string Type = "mail";

    /// <summary>That of digests. They leave in thousands at one hour, and no code stands behind them.</summary>
    public const string DigestType = "mail.digest";

    public string ToPayload() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It was never a mail.</exception>
    public static Mail FromPayload(string payload) =>
        JsonSerializer.Deserialize<Mail>(payload) ?? throw new JsonException("A mail's payload is empty.");
}
