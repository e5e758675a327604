using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>Finds the account of each staged person, and rejects those who cannot be taken.</summary>
internal static class KnownPeople
{
    public static async Task ResolveAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        // An id given twice: the first stays. A pupil does not become a parent, since logins, links and merges hang on what an account is;
        // staff may change post.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_records (seq, account_id, kind, state, returned, is_misplaced, code)
            select x.seq, x.account_id, x.kind,
                case when x.code is not null then 9 when x.state = 0 and x.known then 3 when x.state = 0 then 1
                    when x.state = 6 and not x.stands then 7 else x.state end,
                x.returned, false, case when x.state <> 9 then x.code end
            from (
                select p.seq, coalesce(a.id, p.new_id) as account_id, p.kind, p.state, a.id is not null as known,
                    coalesce(a.record_digest = p.digest, false) as stands,
                    a.left_at is not null and p.state = 0 as returned,
                    case when d.first < p.seq then {IssueCodes.DuplicateId}
                        when a.id is null and (p.state = 8 or p.stated <> {(int)PersonFields.All}) then {IssueCodes.UnknownRecord}
                        when a.kind <> p.kind and (a.kind < {(int)AccountKind.Teacher} or p.kind < {(int)
                AccountKind.Teacher}) then {IssueCodes.KindChanged}
                    end as code
                from staged_people p
                left join accounts a on a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = p.external_id
                left join (select external_id, min(seq) filter (where state <> 9) as first from staged_people group by external_id having count(*) > 1) d
                    on d.external_id = p.external_id
            ) x
            """,
            cancellation
        );
        await StagedFigures.RefreshAsync(db, cancellation);
        await ChangesOfDelivery.CompleteAsync(db, feed, cancellation);
        // Not a join: PostgreSQL has no figures yet of schools that this delivery brought, and would look through all of them for each place.
        await db.Database.ExecuteSqlAsync(
            $"""
            with misplaced as materialized (
                select seq, min(school) as school, sum(known) as known
                from (select seq, school, case when school in (
                        select external_id from feed_schools where source = {feed.Number} and academy = {feed.Academy}) then 1 else 0 end as known
                    from staged_places) p
                group by seq having sum(known) < count(*))
            update staged_records set is_misplaced = true, state = case when m.known = 0 then 9 else state end,
                code = case when m.known = 0 then {IssueCodes.UnknownSchool} end, detail = case when m.known = 0 then m.school end
            from misplaced m where m.seq = staged_records.seq and state in (1, 3)
            """,
            cancellation
        );
        await StagedFigures.RefreshAsync(db, cancellation);
    }
}
