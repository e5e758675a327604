namespace Rattache.Web.Outbox;

/// <summary>
/// A kind of message and where it goes: out of this machine, or to what is done after an answer. Each goes at its own pace: a server
/// that is away holds up no other.
/// </summary>
public interface IOutboxRoute
{
    /// <summary>The <see cref="OutboxMessage.Type"/> of what leaves here.</summary>
    string Type { get; }

    /// <summary>False where nothing is set up: its messages wait in the table.</summary>
    bool IsOpen { get; }

    /// <summary>Says in the log, at start, where messages go; loudly where they go nowhere.</summary>
    void Announce();

    /// <summary>True when it is of no use to anybody any more: it goes unsent.</summary>
    bool IsOver(OutboxMessage message, DateTimeOffset now);

    /// <summary>One serves one round: from the first message that is due until none is.</summary>
    IOutboxTransport Open();
}

/// <summary>The machine's edge: a server, or a developer's folder.</summary>
public interface IOutboxTransport : IDisposable
{
    /// <exception cref="MessageRefusedException">This one was refused; the next may do better.</exception>
    Task SendAsync(OutboxMessage message, CancellationToken cancellation);
}

/// <summary>
/// The other side answered, and refused this one message; what it answered is kept, so it names nobody. Anything else that is
/// thrown says that nothing can leave for now.
/// </summary>
public sealed class MessageRefusedException(string answer, Exception? cause = null) : Exception(answer, cause);
