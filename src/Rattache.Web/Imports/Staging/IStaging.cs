namespace Rattache.Web.Imports.Staging;

/// <summary>What the two engines do each in their own way when rows come by the hundred thousand; the rest of an import is common SQL.</summary>
internal interface IStaging
{
    /// <summary>Orders text by its bytes, wherever the database would order it by a language.</summary>
    string Ordinal { get; }

    /// <summary>A moment as a parameter of raw SQL.</summary>
    object At(DateTimeOffset moment);

    /// <summary>Makes the temporary tables on the context's connection, which stays open; nothing else is locked.</summary>
    Task BeginAsync(CancellationToken cancellation);

    Task WriteAsync(StagedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation);

    /// <summary>All is staged: indexes, and figures for the planner.</summary>
    Task ReadyAsync(CancellationToken cancellation);

    /// <summary>Leaves a pooled connection as it was.</summary>
    Task EndAsync();
}
