using System.Threading.Channels;

namespace Rattache.Web.Outbox;

/// <summary>Tells the dispatcher of this process that something may be due. A signal lost costs a few seconds, never a message.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> bell = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Called after the commit: before it, there is nothing to see.</summary>
    public void Wake() => bell.Writer.TryWrite(true);

    internal async Task WaitAsync(CancellationToken cancellation) => await bell.Reader.ReadAsync(cancellation);
}
