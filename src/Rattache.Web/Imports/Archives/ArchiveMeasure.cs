namespace Rattache.Web.Imports.Archives;

/// <summary>Counts what comes out of an archive, as it comes: what the archive declares is not believed.</summary>
internal sealed class ArchiveMeasure(ArchiveSettings limits, long packed)
{
    /// <summary>Below this no ratio counts: a file of zeros is only a curiosity.</summary>
    private const long Small = 8 << 20;

    private long bytes;
    private int entries;

    /// <exception cref="ArchiveLimitException">One too many.</exception>
    public void AddEntry()
    {
        if (++entries > limits.MaxEntries)
        {
            throw new ArchiveLimitException(DeliveryRefusal.ArchiveTooMany);
        }
    }

    /// <exception cref="ArchiveLimitException">Too big, or too big for what it came from.</exception>
    public void Add(int read)
    {
        bytes += read;
        if (bytes > limits.MaxBytes)
        {
            throw new ArchiveLimitException(DeliveryRefusal.ArchiveTooBig);
        }

        if (bytes > Small && bytes / limits.MaxRatio > packed)
        {
            throw new ArchiveLimitException(DeliveryRefusal.ArchiveBomb);
        }
    }
}

/// <summary>Ends the reading from within the library that reads; <see cref="DeliveryArchive"/> makes it a refusal.</summary>
internal sealed class ArchiveLimitException(string code) : Exception(code)
{
    public string Code => Message;
}

/// <summary>What is read through it is measured.</summary>
internal sealed class MeasuredStream(Stream inner, ArchiveMeasure measure) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        measure.Add(read);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
