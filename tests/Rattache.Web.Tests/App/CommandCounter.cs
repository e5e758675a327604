using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Rattache.Web.Tests.App;

/// <summary>Counts the SQL commands of one application.</summary>
public sealed class CommandCounter : ILoggerProvider, ILogger
{
    private int commands;

    public int Commands => Volatile.Read(ref commands);

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
        }
    }

    public void Dispose() { }
}
