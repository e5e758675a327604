using Microsoft.EntityFrameworkCore;

namespace Rattache.Web.Data;

/// <summary>
/// Rows added to the context and not yet saved, as statements of a command that has more to say (<see cref="SqlBatch"/>): Entity Framework
/// would send them in a round trip of their own. None may refer to another of them, nor leave a value to the database.
/// </summary>
internal sealed record AddedRows(string Statements, IReadOnlyList<object> Values)
{
    /// <summary>They count as saved from now on: if the command fails, so must the transaction.</summary>
    /// <param name="first">The number of their first value in the command.</param>
    public static AddedRows Take(RattacheDb db, int first)
    {
        var statements = new List<string>();
        var values = new List<object>();
        using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var row in db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).ToList())
        {
            var table = row.Metadata.GetTableMappings().Single();
            var columns = table.ColumnMappings.ToList();
            var names = string.Join(", ", columns.Select(c => c.Column.Name));
            statements.Add($"insert into {table.Table.Name} ({names}) values ({SqlBatch.Places(first + values.Count, columns.Count)});");
            values.AddRange(columns.Select(c => c.TypeMapping.CreateParameter(command, "", row.CurrentValues[c.Property], c.Column.IsNullable)));
            row.State = EntityState.Unchanged;
        }

        return new(string.Join('\n', statements), values);
    }
}
