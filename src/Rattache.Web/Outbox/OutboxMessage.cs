namespace Rattache.Web.Outbox;

/// <summary>Something to tell, saved in the transaction of what it tells, delivered afterwards at least once.</summary>
public sealed class OutboxMessage
{
    /// <summary>What goes to somebody, in words.</summary>
    internal static readonly string[] LetterTypes = [Mail.Type, Mail.DigestType, Sms.Type];

    /// <summary>Version 7: messages of one kind leave in the order they were made. Also the mail's Message-ID.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>mail</c>, <c>mail.digest</c>, <c>sms</c>, or an event's type such as <c>accounts.merged</c>.</summary>
    public required string Type { get; init; }

    /// <summary>JSON. Emptied once it has been told: a mail or a text message holds an address, an asking what was typed.</summary>
    public required string Payload { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before; moved by back-off after each failure.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the other side last answered, without the address.</summary>
    public string? LastError { get; set; }
}
