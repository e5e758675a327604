using Rattache.Web.Audit;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Why nothing was sent: for the audit alone, no screen tells one from the other.</summary>
internal static class ResetRefusal
{
    /// <param name="nothingToSend">Nobody found has verified a place to send to.</param>
    /// <param name="nothingLeft">All of it was too much within the hour.</param>
    /// <returns><c>ok</c> where something is sent.</returns>
    public static string Of(IReadOnlyCollection<ResetTarget> found, bool nothingToSend, bool nothingLeft) =>
        found.Count == 0 ? "reset.unknown"
        : found.All(t => t.Closed) ? "reset.closed"
        : nothingToSend ? "reset.no-address"
        : nothingLeft ? "reset.too-many"
        : AuditKinds.Ok;
}
