namespace Rattache.Web.Imports.Staging;

/// <summary>Statements that both engines take as they are.</summary>
internal static class StagingSql
{
    public const string Indexes = """
        create index staged_people_external_id on staged_people (external_id);
        create index staged_places_seq on staged_places (seq);
        create index staged_links_seq on staged_links (seq);
        create unique index staged_missing_account_id on staged_missing (account_id);
        create index staged_covered_school_id on staged_covered (school_id);
        """;

    /// <param name="name">What the engine calls a type.</param>
    /// <param name="seq">What it calls that of a <c>seq</c> that only one row has.</param>
    public static string Create(Func<StagedType, string> name, string seq) =>
        string.Join(
            '\n',
            StagedTable.Temporary.Select(table =>
                $"create temp table {table.Name} ({string.Join(", ", table.Columns.Select((column, i) => $"{column.Name} {(table.OnePerSeq && i == 0 ? seq : name(column.Type))}"))});"
            )
        );

    public static string Drop { get; } = string.Join('\n', StagedTable.Temporary.Select(table => $"drop table if exists {table.Name};"));
}
