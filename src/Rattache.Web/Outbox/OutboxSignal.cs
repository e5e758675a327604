namespace Rattache.Web.Outbox;

/// <summary>Tells the routes of this process that something may be due. A signal lost costs a few seconds, never a message.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource next = Unrung();

    /// <summary>Done by the next <see cref="Wake"/>: whoever takes it before looking misses nothing that is saved meanwhile.</summary>
    internal Task Next => Volatile.Read(ref next).Task;

    /// <summary>Called after the commit: before it, there is nothing to see.</summary>
    public void Wake() => Interlocked.Exchange(ref next, Unrung()).SetResult();

    private static TaskCompletionSource Unrung() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
