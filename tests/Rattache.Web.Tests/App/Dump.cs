using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Tests.App;

/// <summary>A database as whoever stole it would read it: every row of every table, bytes as hexadecimal and as text.</summary>
internal static class Dump
{
    public static async Task<string[]> DumpAsync(this RattacheDb db, params string[] without)
    {
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct().Except(without))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add($"{table}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Shown(reader, i)))}");
            }
        }

        await db.Database.CloseConnectionAsync();
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Shown(DbDataReader reader, int i) =>
        reader.GetValue(i) switch
        {
            byte[] bytes => $"{Convert.ToHexString(bytes)} {System.Text.Encoding.Latin1.GetString(bytes)}",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString()!,
        };
}
