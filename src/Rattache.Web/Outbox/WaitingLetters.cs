using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>
/// Whose a letter is that was not sent: it holds an address and words, and names no account. An address may be a couple's: what goes to
/// one that somebody else verified is theirs, unless it names one of these logins.
/// </summary>
internal static partial class WaitingLetters
{
    public static async Task<List<WaitingLetter>> LettersOfAsync(
        this RattacheDb db,
        AccountId[] accounts,
        HashSet<string> logins,
        CancellationToken cancellation
    )
    {
        var own = await AddressesAsync(db.Users.Where(c => accounts.Contains(c.Id)), cancellation);
        own.UnionWith(await db.AddressProofs.Where(p => accounts.Contains(p.AccountId)).Select(p => p.Address).ToListAsync(cancellation));
        var normal = own.Select(a => a.ToUpperInvariant()).ToArray();
        var others = await AddressesAsync(db.Users.Where(c => normal.Contains(c.NormalizedEmail) && !accounts.Contains(c.Id)), cancellation);
        // As they stand in the payload, so that the database reads past everybody else's.
        var written = own.Select(a => $"\"{JsonEncodedText.Encode(a)}\"".ToLowerInvariant()).ToArray();
#pragma warning disable CA1304, CA1311, CA1862 // becomes SQL's lower(), which knows no culture
        var waiting = await db
            .Outbox.AsNoTracking()
            .Where(m => m.Type == Mail.Type && m.DeliveredAt == null && written.Any(address => m.Payload.ToLower().Contains(address)))
#pragma warning restore CA1304, CA1311, CA1862
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.Id,
                m.CreatedAt,
                m.Payload,
            })
            .ToListAsync(cancellation);
        return
        [
            .. waiting
                .Select(m => new WaitingLetter(m.Id, m.CreatedAt, Mail.FromPayload(m.Payload)))
                .Where(m => own.Contains(m.Mail.To) && (!others.Contains(m.Mail.To) || Words(m.Mail).Any(logins.Contains))),
        ];
    }

    private static async Task<HashSet<string>> AddressesAsync(IQueryable<Features.SignIn.Credentials> of, CancellationToken cancellation) =>
        (await of.Where(c => c.Email != null).Select(c => c.Email!).ToListAsync(cancellation)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    // A login is letters, digits, dots and hyphens; a sentence may end with a dot.
    private static IEnumerable<string> Words(Mail mail) => Word().Matches($"{mail.Subject} {mail.Text}").Select(word => word.Value.TrimEnd('.'));

    [GeneratedRegex("[a-z][a-z0-9.-]*")]
    private static partial Regex Word();
}

internal sealed record WaitingLetter(Guid Id, DateTimeOffset CreatedAt, Mail Mail);
