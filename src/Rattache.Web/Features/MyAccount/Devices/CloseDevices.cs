using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.MyAccount.Devices;

/// <summary>Ends the account in browsers elsewhere. Whose session it is, is part of the question: another's is not found.</summary>
public sealed class CloseDevices(RattacheDb db, TimeProvider clock)
{
    public Task<bool> CloseAsync(AccountId account, Guid session, string? from, CancellationToken cancellation) =>
        EndAsync(db.Sessions.Where(s => s.AccountId == account && s.Id == session), AuditKinds.DeviceClosed, account, from, cancellation);

    public Task<bool> CloseOthersAsync(AccountId account, Guid own, string? from, CancellationToken cancellation) =>
        EndAsync(db.Sessions.Where(s => s.AccountId == account && s.Id != own), AuditKinds.DevicesClosed, account, from, cancellation);

    private async Task<bool> EndAsync(
        IQueryable<SignIn.Sessions.Session> sessions,
        string kind,
        AccountId account,
        string? from,
        CancellationToken cancellation
    )
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var ended = await sessions.ExecuteDeleteAsync(cancellation) > 0;
        if (ended)
        {
            db.Record(clock.GetUtcNow(), kind, AuditKinds.Ok, account, address: from);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return ended;
    }
}
