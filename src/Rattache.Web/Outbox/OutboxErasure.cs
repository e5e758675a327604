using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>What waits to be told of accounts that are about to be erased: it is not told any more.</summary>
internal static class OutboxErasure
{
    /// <summary>Letters that were not sent (<see cref="WaitingLetters"/>).</summary>
    public static async Task EraseLettersAsync(this RattacheDb db, IReadOnlyList<LetterOwner> owners, CancellationToken cancellation)
    {
        var gone = (await db.LettersOfAsync(owners, cancellation)).Select(letter => letter.Id).ToArray();
        await db.Outbox.Where(m => gone.Contains(m.Id)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Events of merges, delivered or not: their payload is ids, whatever the type. What is emptied names nobody, and is no JSON.</summary>
    public static async Task EraseEventsAsync(this RattacheDb db, AccountId[] accounts, CancellationToken cancellation)
    {
        // Most people never merged anything, and reading every event is long.
        if (!await db.Merges.AnyAsync(m => accounts.Contains(m.KeptId) || accounts.Contains(m.AbsorbedId), cancellation))
        {
            return;
        }

        var ids = accounts.Select(a => a.ToString()).ToArray();
        await (
            db.Database.IsNpgsql()
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    delete from outbox where type not in ({Mail.Type}, {Mail.DigestType}, {Sms.Type}) and exists (
                        select 1 from jsonb_path_query(nullif(payload, '')::jsonb, 'strict $.** ? (@.type() == "string")') v
                        where v #>> array[]::text[] = any({ids}))
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    delete from outbox where type not in ({Mail.Type}, {Mail.DigestType}, {Sms.Type}) and exists (
                        select 1 from json_tree(nullif(payload, '')) v where v.atom in (select value from json_each({JsonSerializer.Serialize(ids)})))
                    """,
                    cancellation
                )
        );
    }
}
