using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rattache.Web.Tests.App;

/// <summary>Counts the SQL commands of one application.</summary>
public sealed class CommandCounter : DbCommandInterceptor
{
    private int commands;

    public int Commands => Volatile.Read(ref commands);

    /// <summary>The words of every command since, once asked for with <see cref="Listen"/>.</summary>
    public ConcurrentQueue<string>? Texts { get; private set; }

    public void Listen() => Texts = [];

    public void Reset() => Volatile.Write(ref commands, 0);

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
        Counted(command, result);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    ) => new(Counted(command, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Counted(command, result);

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => new(Counted(command, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => Counted(command, result);

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        object? result,
        CancellationToken cancellationToken = default
    ) => new(Counted(command, result));

    private T Counted<T>(DbCommand command, T result)
    {
        Interlocked.Increment(ref commands);
        Texts?.Enqueue(command.CommandText);
        return result;
    }
}
