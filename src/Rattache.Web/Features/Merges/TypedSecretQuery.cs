using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;

namespace Rattache.Web.Features.Merges;

/// <summary>Everything that a ticket is judged by, in one command, on what is there once the locks are held (<see cref="PasteQuery"/>).</summary>
internal static class TypedSecretQuery
{
    private const string Members = "in ({0}, {1})";

    /// <summary>Inside a transaction, which holds the guards of both accounts until it ends.</summary>
    public static async Task<ClaimFacts> LoadSecretAsync(this RattacheDb db, AccountId signedIn, ProofTicket ticket, CancellationToken cancellation)
    {
        await using var reader = await db.ReadAsync(
            $$"""
            {{(db.Database.IsNpgsql() ? PasteQuery.GuardLocks(Members) : "")}}
            select g.root_id, (select c.security_stamp from credentials c where c.id = g.account_id),
                (select a.sealed from activation_codes a where a.account_id = g.account_id)
                from account_guards g where g.account_id = {1};
            {{PasteQuery.Addresses(Members)}}
            {{AccountGraphQuery.GraphStatements(Members)}}
            """,
            [signedIn.Value, ticket.Other.Value],
            cancellation
        );
        var rows = reader.DbDataReader;
        await rows.SkipSinglesAsync(cancellation);
        var state = (await rows.ListAsync(row => State(row, ticket.Proof), cancellation)).SingleOrDefault();
        await rows.NextResultAsync(cancellation);
        var addresses = await rows.ListAsync(PasteQuery.Recipient, cancellation);
        await rows.NextResultAsync(cancellation);
        var graph = await AccountGraphQuery.ReadGraphAsync(rows, cancellation);
        return new(MayTry: true, [ticket.ToProof(signedIn, state)], addresses, graph);
    }

    private static string? State(DbDataReader row, MergeProof proof)
    {
        var root = new AccountId(row.GetGuid(0));
        return proof == MergeProof.Password ? ProofState.OfPassword(root, row.Text(1))
            : row.IsDBNull(2) ? null
            : ProofState.OfFirstCode(root, row.GetFieldValue<byte[]>(2));
    }
}
