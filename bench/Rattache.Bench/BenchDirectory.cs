using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using Rattache.Web.Activation;
using Rattache.Web.Features.SignIn;

namespace Rattache.Bench;

/// <summary>
/// A directory of a given size: half relatives, half pupils. Relatives 2p-1 and 2p are a pair, of which the second has a live key;
/// the first <see cref="Pairs"/> pairs are measured, with as many children each as asked, the others have two.
/// </summary>
internal sealed class BenchDirectory(string connectionString)
{
    public const int Pairs = 2_000;
    public const string Password = "une phrase de banc d’essai";

    public static string Login(int relative) => $"bench.r{relative}";

    public static Guid Relative(int number) => Guid.Parse($"00000000-0000-7000-8000-1{number:x11}");

    public static string Key(int pair) => $"00000000-0000-4000-8000-{pair:x12}";

    /// <summary>As the program's own, rounds included.</summary>
    public static PasswordHasher<Credentials> Hasher()
    {
        var options = new PasswordHasherOptions();
        PasswordCost.Apply(options);
        return new(Options.Create(options));
    }

    public Task SeedAsync(int accounts, int children)
    {
        var hash = Hasher().HashPassword(new(), Password);
        return RunAsync(
            $"""
            create or replace function bench_id(kind int, n bigint) returns uuid language sql immutable
                as $$ select ('00000000-0000-7000-8000-' || kind || lpad(to_hex(n), 11, '0'))::uuid $$;

            insert into schools (id, uai, name) select bench_id(3, n), lpad(n::text, 7, '0') || 'A', 'École ' || n from generate_series(1, 50) n;

            insert into accounts (id, kind, source, academy, external_id, login, first_name, last_name, created_at)
            select bench_id(k, n), case k when 1 then 2 else 1 end, 1, '23', k || '-' || n,
                case k when 1 then 'bench.r' else 'bench.e' end || n, 'Camille', 'Martin', now()
            from generate_series(1, {accounts / 2}) n, generate_series(1, 2) k;

            insert into account_guards (account_id, root_id, version, merge_hold) select id, id, 0, false from accounts;

            insert into credentials (id, activated_at, terms_accepted_at, shows_email, shows_home_phone, shows_mobile_phone, shows_birth_date, user_name,
                normalized_user_name, email, normalized_email, email_confirmed, password_hash, security_stamp, concurrency_stamp,
                phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select id, now(), now(), false, false, false, false, login, upper(login), login || '@example.org', upper(login || '@example.org'), true,
                '{hash}', md5(login), md5(login), false, false, true, 0
            from accounts where kind = 2;

            insert into attachments (account_id, school_id, class_name)
            select bench_id(2, n), bench_id(3, 1 + n % 50), 'CM2' from generate_series(1, {accounts / 2}) n;

            insert into child_links (relative_id, student_id, kind, authority)
            select bench_id(1, r), bench_id(2, 1 + 2 * ((r::bigint * 47 + c) % {accounts / 4}) + r % 2), 1, 1
            from generate_series(1, {accounts / 2}) r, generate_series(1, case when r <= {2 * Pairs} then {children} else 2 end) c
            on conflict do nothing;

            insert into merge_keys (id, account_id, hash, made_at, expires_at)
            select bench_id(4, p), bench_id(1, 2 * p), sha256(convert_to('00000000-0000-4000-8000-' || lpad(to_hex(p), 12, '0'), 'UTF8')),
                now(), now() + interval '1 day'
            from generate_series(1, {Pairs}) p;

            vacuum analyze;
            """
        );
    }

    /// <summary>
    /// As before any merge. What the audit holds cannot be removed, but becomes two hours old: a merge looks at its author's last hour,
    /// in which nobody merges thirty times.
    /// </summary>
    public Task ResetAsync() =>
        RunAsync(
            $"""
            truncate merges, outbox;
            set session_replication_role = replica;
            update audit set at = at - interval '2 hours' where at > now() - interval '2 hours';
            update audit_details set at = at - interval '2 hours' where at > now() - interval '2 hours';
            set session_replication_role = origin;
            update account_guards set root_id = account_id, version = 0 where version <> 0;
            update merge_keys set used_at = null, revoked_at = null where used_at is not null or revoked_at is not null;
            vacuum analyze merges, outbox, account_guards, merge_keys, credentials, audit, audit_details;
            checkpoint;
            """
        );

    /// <summary>Has some relatives wait with a first-time code, as if they had never come.</summary>
    public Task AwaitActivationAsync(int first, int count, ActivationCodes codes)
    {
        var waiting = Enumerable
            .Range(first, count)
            .Select(Relative)
            .Select(id => $"('{id}', '\\x{Convert.ToHexString(codes.Seal(new(id), ActivationCodes.Make()))}', now())");
        return RunAsync(
            $"""
            delete from credentials where id in (select bench_id(1, n) from generate_series({first}, {first + count - 1}) n);
            insert into activation_codes (account_id, sealed, made_at) values {string.Join(", ", waiting)};
            """
        );
    }

    public async Task<long> CountAsync(string table)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string statements)
    {
        await using var connection = await OpenAsync();
        // One at a time: vacuum will not run in a transaction, which several in one command are. $$ bodies hold no semicolon.
        foreach (var statement in statements.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
