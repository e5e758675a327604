using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rattache.Web.Tests.App;

/// <summary>Counts the SQL commands that one application needs for what is asked of it; its own work, at whatever moment, is nobody's cost.</summary>
public sealed class CommandCounter : DbCommandInterceptor, IStartupFilter
{
    private static readonly AsyncLocal<bool> Asked = new();
    private int commands;

    public int Commands => Volatile.Read(ref commands);

    /// <summary>The words of every command since, once asked for with <see cref="Listen"/>.</summary>
    public ConcurrentQueue<string>? Texts { get; private set; }

    public void Listen() => Texts = [];

    /// <summary>What follows is asked of the application.</summary>
    public static void Begin() => Asked.Value = true;

    public void Reset() => Volatile.Write(ref commands, 0);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, following) =>
                {
                    Begin();
                    return following(http);
                }
            );
            next(app);
        };

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
        if (Asked.Value)
        {
            Interlocked.Increment(ref commands);
            Texts?.Enqueue(command.CommandText);
        }

        return result;
    }
}
