using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Rattache.Web.Data;

namespace Rattache.Bench;

/// <summary>
/// PostgreSQL's own benchmark, which writes the same rows in the same transactions: the least that any program could do. It reads
/// nothing but what it locks.
/// </summary>
/// <param name="reads">It also reads the tree that a merge is judged by, as the program does, all in one pipeline.</param>
internal sealed partial class PgbenchSide(string connectionString, BenchDirectory directory, bool reads = false)
{
    private const string Begin = """
        \set i :i + 1
        \set p :first + (:i - 1) * :clients + :client_id
        begin;

        """;

    private const string Lock = """
        select 1 from account_guards where account_id in (bench_id(1, 2 * :p - 1), bench_id(1, 2 * :p)) order by account_id for update;

        """;

    private const string Write = """
        update merge_keys set used_at = now() where id = bench_id(4, :p) and used_at is null and revoked_at is null and expires_at > now();
        update account_guards set root_id = bench_id(1, 2 * :p - 1), version = version + 1
            where account_id in (bench_id(1, 2 * :p - 1), bench_id(1, 2 * :p));
        update credentials set security_stamp = md5(:p::text) where id = bench_id(1, 2 * :p);
        insert into merges (id, kept_id, absorbed_id, merged_at, merged_by, proof, warnings)
            values (gen_random_uuid(), bench_id(1, 2 * :p - 1), bench_id(1, 2 * :p), now(), bench_id(1, 2 * :p - 1), 1, '');
        insert into outbox (id, type, payload, created_at, due_at, attempts)
            select gen_random_uuid(), type, payload, now(), now(), 0 from bench_payloads;
        with line as (
            insert into audit (id, at, kind, actor, subject, other, outcome, digest)
            values (gen_random_uuid(), now(), 'merge.made', bench_id(1, 2 * :p - 1), bench_id(1, 2 * :p - 1), bench_id(1, 2 * :p), 'ok',
                sha256(convert_to(:p::text, 'UTF8')))
            returning id)
        insert into audit_details (entry_id, at, address, salt) select id, now(), '10.0.0.1', decode(md5(:p::text), 'hex') from line;

        """;

    // As the program asks, once it knows the keys.
    private static readonly string Tree = AccountGraphQuery.GraphStatements(
        "= any (array(select bench_id(1, 2 * :p - 1) union all select k.account_id from merge_keys k where k.id = bench_id(4, :p)))"
    );

    private readonly string file = WriteScript(
        reads ? $"{Begin}\\startpipeline\n{Lock}{Tree}{Write}\\endpipeline\ncommit;\n" : $"{Begin}{Lock}{Write}commit;\n"
    );

    /// <summary>The payloads that a merge of ours has just written, so that both sides write rows of one size.</summary>
    public Task LearnPayloadsAsync() =>
        directory.RunAsync(
            "drop table if exists bench_payloads; create table bench_payloads as select type, payload from outbox; analyze bench_payloads"
        );

    /// <returns>Merges a second, connecting left out.</returns>
    public async Task<double> MergeAsync(int first, int count, int clients)
    {
        var at = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pgbench") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in $"-h {at.Host} -p {at.Port} -U {at.Username} -n -M prepared -f {file} -c {clients} -j {Math.Min(clients, 2)} -t {count / clients} -D i=0 -D first={first} -D clients={clients} {at.Database}".Split(
                ' '
            )
        )
        {
            start.ArgumentList.Add(argument);
        }

        if (reads)
        {
            start.Environment["PGOPTIONS"] = "-c plan_cache_mode=force_generic_plan"; // as the program's own connections
        }

        using var pgbench = Process.Start(start)!;
        var errors = pgbench.StandardError.ReadToEndAsync();
        var said = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        var rate = Rate().Match(said);
        return pgbench.ExitCode == 0 && rate.Success
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException(said + await errors);
    }

    private static string WriteScript(string script)
    {
        var path = Path.GetTempFileName();
        // pgbench takes a statement a line, unless it ends with a semicolon further on: ours do.
        File.WriteAllText(path, script);
        return path;
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
