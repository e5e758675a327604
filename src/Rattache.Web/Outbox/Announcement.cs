using System.Text.Json;

namespace Rattache.Web.Outbox;

/// <summary>An event for connected services, saved with the change it tells of.</summary>
public static class Announcement
{
    public static OutboxMessage Of<T>(string type, T payload, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Type = type,
            Payload = JsonSerializer.Serialize(payload),
            CreatedAt = now,
            DueAt = now,
        };
}
