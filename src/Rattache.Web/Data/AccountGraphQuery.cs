using System.Data.Common;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Web.Data;

/// <summary>
/// Reads whole trees: one command, whatever the number of accounts and children. The only way from the database to a person. Written
/// in SQL, since three results in one round trip are what Entity Framework cannot ask for, and everything waits for this.
/// </summary>
public static class AccountGraphQuery
{
    /// <summary>The trees that these accounts are part of. Inside a transaction that changes merges, lock their guards first.</summary>
    public static async Task<AccountGraph> LoadGraphAsync(this RattacheDb db, IReadOnlyCollection<AccountId> members, CancellationToken cancellation)
    {
        var statements = GraphStatements($"in ({SqlBatch.Places(0, members.Count)})");
        await using var reader = await db.ReadAsync(statements, members.Select(m => (object)m.Value), cancellation);
        return await ReadGraphAsync(reader.DbDataReader, cancellation);
    }

    /// <param name="members">What follows <c>account_id</c>: <c>in (…)</c>, say.</param>
    internal static string GraphStatements(string members)
    {
        var tree = WholeTrees(members);
        return $"{Accounts} {tree};\n{Children} {tree};\n{Places} {tree};\n";
    }

    /// <summary>Of guards <c>g</c>: those of every account in the trees of these.</summary>
    internal static string WholeTrees(string members) => $"where g.root_id in (select root_id from account_guards where account_id {members})";

    /// <summary>The three results of <see cref="GraphStatements"/>, the first of which is next; ends on the last.</summary>
    internal static async Task<AccountGraph> ReadGraphAsync(DbDataReader rows, CancellationToken cancellation)
    {
        var accounts = await rows.ListAsync(Account, cancellation);
        await rows.NextResultAsync(cancellation);
        var children = ChildrenOf(await rows.ListAsync(Child, cancellation));
        await rows.NextResultAsync(cancellation);
        var places = (await rows.ListAsync(Place, cancellation)).ToLookup(p => p.Account, p => p.Place);
        return AccountGraph.Of(
            accounts.Select(a => a.Facts with { Children = [.. children[a.Facts.Id]], Places = [.. places[a.Facts.Id]] }),
            accounts.Select(a => a.Merge).OfType<Merge>()
        );
    }

    private const string Accounts = """
        select a.id, a.login, a.kind, a.source, a.first_name, a.last_name, a.birth_name, a.birth_date, a.left_at,
            g.locked_at is not null, g.merge_hold, exists (select 1 from credentials c where c.id = a.id),
            exists (select 1 from external_identities i where i.user_id = a.id),
            exists (select 1 from administration_rights r where r.account_id = a.id),
            m.id, m.kept_id, m.merged_at, m.merged_by, m.proof, m.warnings,
            case when a.left_at is not null then (select max(u.undone_at) from merges u where u.kept_id = a.id or u.absorbed_id = a.id) end
        from account_guards g
        join accounts a on a.id = g.account_id
        left join merges m on m.absorbed_id = a.id and m.undone_at is null
        """;

    private const string Children = """
        select l.relative_id, l.student_id, s.ine, s.first_name, s.last_name, l.kind, l.authority, s.left_at is not null, p.school_id, e.name, p.class_name
        from account_guards g
        join child_links l on l.relative_id = g.account_id
        join accounts s on s.id = l.student_id
        left join attachments p on p.account_id = s.id
        left join schools e on e.id = p.school_id
        """;

    private const string Places = """
        select p.account_id, p.school_id, e.name, p.class_name
        from account_guards g
        join attachments p on p.account_id = g.account_id
        join schools e on e.id = p.school_id
        """;

    private static (AccountFacts Facts, Merge? Merge) Account(DbDataReader row)
    {
        var id = new AccountId(row.GetGuid(0));
        var facts = new AccountFacts
        {
            Id = id,
            Login = row.GetString(1),
            Kind = (AccountKind)row.GetInt32(2),
            Source = (DirectorySource)row.GetInt32(3),
            FirstName = row.GetString(4),
            LastName = row.GetString(5),
            BirthName = row.Text(6),
            BirthDate = row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7),
            LeftAt = row.MomentOrNull(8),
            CutAt = row.MomentOrNull(20),
            Locked = row.GetBoolean(9),
            Held = row.GetBoolean(10),
            Activated = row.GetBoolean(11),
            Federated = row.GetBoolean(12),
            Administrator = row.GetBoolean(13),
        };
        return row.IsDBNull(14)
            ? (facts, null)
            : (
                facts,
                new(new(row.GetGuid(14)), new(row.GetGuid(15)), id, row.Moment(16), new(row.GetGuid(17)), (MergeProof)row.GetInt32(18))
                {
                    Warnings = row.GetString(19).Split(' ', StringSplitOptions.RemoveEmptyEntries),
                }
            );
    }

    private static (AccountId Relative, Child Child, Place? Place) Child(DbDataReader row) =>
        (
            new(row.GetGuid(0)),
            new(
                new(row.GetGuid(1)),
                row.Text(2),
                row.GetString(3),
                row.GetString(4),
                (LinkKind)row.GetInt32(5),
                (ParentalAuthority)row.GetInt32(6),
                [],
                row.GetBoolean(7)
            ),
            row.IsDBNull(8) ? null : new(new(row.GetGuid(8)), row.GetString(9), row.Text(10))
        );

    private static (AccountId Account, Place Place) Place(DbDataReader row) =>
        (new(row.GetGuid(0)), new(new(row.GetGuid(1)), row.GetString(2), row.Text(3)));

    /// <summary>A pupil of two schools came in two rows.</summary>
    private static ILookup<AccountId, Child> ChildrenOf(IEnumerable<(AccountId Relative, Child Child, Place? Place)> rows) =>
        rows.GroupBy(r => (r.Relative, r.Child.StudentId))
            .ToLookup(g => g.Key.Relative, g => g.First().Child with { Places = [.. g.Select(r => r.Place).OfType<Place>()] });
}
