using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Departures;

/// <summary>Writes a row into any table of the model, every column filled, with values that are found again in a dump.</summary>
/// <param name="known">What a reference refers to, by the table referred to.</param>
internal sealed class Rows(RattacheDb db, Dictionary<Type, Guid> known)
{
    private static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int made;

    /// <returns>The texts of the row, each of them found nowhere else.</returns>
    public async Task<string[]> AddAsync(IEntityType table, IProperty about, Guid account, CancellationToken cancellation)
    {
        var texts = new List<string>();
        var columns = table.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd || p.ClrType != typeof(int)).ToList();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var documents = table.GetNavigations().Select(n => n.TargetEntityType).Where(t => t.IsMappedToJson()).ToList();
        var names = columns.Select(c => c.GetColumnName()).Concat(documents.Select(d => d.GetContainerColumnName()!));
        var values = columns.Select((_, i) => $"@p{i}").Concat(documents.Select(d => $"'{Document(d, texts)}'"));
        command.CommandText = $"insert into {table.GetTableName()} ({string.Join(", ", names)}) values ({string.Join(", ", values)})";
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            var value = column == about ? new AccountId(account) : Fill(column);
            if (value is string text)
            {
                texts.Add(text);
            }

            command.Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(command, $"@p{i}", value, column.IsNullable));
        }

        await command.ExecuteNonQueryAsync(cancellation);
        await db.Database.CloseConnectionAsync();
        return [.. texts];
    }

    private string Document(IEntityType document, List<string> texts)
    {
        var filled = document
            .GetProperties()
            .Where(p => p.ClrType == typeof(string))
            .ToDictionary(p => p.GetJsonPropertyName()!, p => (object)$"document{++made:0000}");
        texts.AddRange(filled.Values.Cast<string>());
        return JsonSerializer.Serialize(filled);
    }

    private object Fill(IProperty column)
    {
        var type = Nullable.GetUnderlyingType(column.ClrType) ?? column.ClrType;
        var number = ++made;
        return type switch
        {
            _ when type == typeof(AccountId) => new AccountId(known[typeof(Account)]),
            _ when type == typeof(SchoolId) => new SchoolId(known[typeof(School)]),
            _ when type == typeof(string) => $"valeur{number:0000}",
            _ when type == typeof(DateTimeOffset) => LongAgo,
            _ when type == typeof(DateOnly) => new DateOnly(2020, 1, 1),
            _ when type == typeof(bool) => false,
            _ when type == typeof(byte[]) => BitConverter.GetBytes(number),
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(Language) => Language.French,
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
            _ when type == typeof(Core.Merging.MergeId) => new Core.Merging.MergeId(Guid.CreateVersion7()),
            _ when typeof(IEnumerable<string>).IsAssignableFrom(type) => new[] { $"avertissement{number}" },
            _ => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
        };
    }
}
