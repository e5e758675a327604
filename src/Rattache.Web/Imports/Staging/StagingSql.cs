namespace Rattache.Web.Imports.Staging;

/// <summary>Statements that both engines take as they are.</summary>
internal static class StagingSql
{
    public const string Indexes = """
        create unique index staged_people_seq on staged_people (seq);
        create index staged_people_external_id on staged_people (external_id);
        create index staged_places_seq on staged_places (seq);
        create index staged_links_seq on staged_links (seq);
        create unique index staged_records_seq on staged_records (seq);
        create unique index staged_logins_seq on staged_logins (seq);
        create unique index staged_missing_account_id on staged_missing (account_id);
        create index staged_covered_school_id on staged_covered (school_id);
        """;

    public static string Create(Func<StagedType, string> name) =>
        string.Join(
            '\n',
            StagedTable.Temporary.Select(table =>
                $"create temp table {table.Name} ({string.Join(", ", table.Columns.Select(column => $"{column.Name} {name(column.Type)}"))});"
            )
        );

    public static string Drop { get; } = string.Join('\n', StagedTable.Temporary.Select(table => $"drop table if exists {table.Name};"));
}
