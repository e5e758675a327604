using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Rattache.Web.Tests.App;

/// <summary>A real server on loopback that takes letters, refuses them, or hangs up, as the test says.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private readonly ConcurrentQueue<MimeMessage> letters = new();

    public SmtpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was taken with a 250, in order.</summary>
    public IReadOnlyList<MimeMessage> Letters => [.. letters];

    /// <summary>The answer to RCPT for an address; 250 where it returns null.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>The answer to a whole letter; 250 where it returns null.</summary>
    public Func<MimeMessage, string?> OnLetter { get; set; } = _ => null;

    /// <summary>Takes the letter, then hangs up without a word.</summary>
    public bool DropsAfterLetter { get; set; }

    public void Forget() => letters.Clear();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test ESMTP");
            while (await reader.ReadLineAsync(stopping.Token) is { } line && await AnswerAsync(line, reader, writer)) { }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task<bool> AnswerAsync(string line, StreamReader reader, StreamWriter writer)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                await writer.WriteAsync("250-test\r\n250 8BITMIME\r\n");
                return true;
            case "RCPT":
                await writer.WriteLineAsync(
                    OnRecipient(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]) ?? "250 ok"
                );
                return true;
            case "DATA":
                await writer.WriteLineAsync("354 go on");
                // Who died half-way through a letter has sent none (RFC 5321, 4.1.1.4).
                return await ReadLetterAsync(reader) is { } letter && await TakeAsync(letter, writer);
            case "QUIT":
                await writer.WriteLineAsync("221 bye");
                return false;
            default:
                await writer.WriteLineAsync("250 ok");
                return true;
        }
    }

    private async Task<bool> TakeAsync(MimeMessage letter, StreamWriter writer)
    {
        var answer = OnLetter(letter);
        if (answer is null)
        {
            letters.Enqueue(letter);
            if (DropsAfterLetter)
            {
                return false;
            }
        }

        await writer.WriteLineAsync(answer ?? "250 taken");
        return true;
    }

    private async Task<MimeMessage?> ReadLetterAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        string? line;
        while ((line = await reader.ReadLineAsync(stopping.Token)) is not (null or "."))
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return line is null ? null : await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())));
    }
}
