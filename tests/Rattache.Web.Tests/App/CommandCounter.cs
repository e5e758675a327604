using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Rattache.Web.Tests.App;

/// <summary>Counts the SQL commands of one application.</summary>
public sealed class CommandCounter : ILoggerProvider, ILogger
{
    private int commands;

    public int Commands => Volatile.Read(ref commands);

    /// <summary>The words of every command since, once asked for with <see cref="Listen"/>.</summary>
    public ConcurrentQueue<string>? Texts { get; private set; }

    public void Listen() => Texts = [];

    public void Reset() => Volatile.Write(ref commands, 0);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId == RelationalEventId.CommandExecuted)
        {
            Interlocked.Increment(ref commands);
            Texts?.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose() { }
}
