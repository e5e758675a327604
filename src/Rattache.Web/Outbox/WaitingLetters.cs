using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>
/// Whose a letter or a text message is that was not sent: it holds an address and words, and names no account. An address may be a
/// couple's: what goes to one that somebody else verified is theirs, unless it names one of these logins; and so is
/// what goes to one that these accounts only say is theirs.
/// </summary>
internal static partial class WaitingLetters
{
    public static async Task<List<WaitingLetter>> LettersOfAsync(
        this RattacheDb db,
        IReadOnlyList<LetterOwner> owners,
        CancellationToken cancellation
    )
    {
        var accounts = owners.Select(o => o.Id).ToArray();
        var own = await AddressesAsync(db.Users.Where(c => accounts.Contains(c.Id)), cancellation);
        var said = (
            await db.AddressProofs.Where(p => accounts.Contains(p.AccountId)).Select(p => new { p.Address, p.AccountId }).ToListAsync(cancellation)
        ).ToLookup(p => p.Address, p => p.AccountId, StringComparer.OrdinalIgnoreCase);
        if (own.Count + said.Count == 0)
        {
            return [];
        }

        var given = own.Select(a => a.Key).ToArray();
        var normal = given.Select(a => a.ToUpperInvariant()).ToArray();
        var others = await AddressesAsync(
            db.Users.Where(c => (normal.Contains(c.NormalizedEmail) || given.Contains(c.PhoneNumber)) && !accounts.Contains(c.Id)),
            cancellation
        );
        var waiting = await db
            .Outbox.AsNoTracking()
            .Where(m => OutboxMessage.LetterTypes.Contains(m.Type) && m.DeliveredAt == null)
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.Id,
                m.Type,
                m.CreatedAt,
                m.Payload,
            })
            .ToListAsync(cancellation);
        return [.. waiting.Select(m => Read(m.Id, m.Type, m.CreatedAt, m.Payload)).Where(IsTheirs)];

        bool IsTheirs(WaitingLetter letter)
        {
            var then = owners.Where(o => o.Since is null || letter.CreatedAt >= o.Since).ToList();
            return IsOwn(letter.To, then) || (IsShared(letter.To, then) && Words(letter).Any(word => then.Exists(o => o.Login == word)));
        }

        bool IsOwn(string to, List<LetterOwner> then) =>
            own.Contains(to) && own[to].All(account => then.Exists(o => o.Id == account)) && !others.Contains(to);

        bool IsShared(string to, List<LetterOwner> then) => own[to].Concat(said[to]).Any(account => then.Exists(o => o.Id == account));
    }

    private static async Task<ILookup<string, AccountId>> AddressesAsync(
        IQueryable<Features.SignIn.Credentials> of,
        CancellationToken cancellation
    ) =>
        (
            from c in await of.Select(c => new
                {
                    c.Id,
                    c.Email,
                    c.PhoneNumber,
                })
                .ToListAsync(cancellation)
            from address in new[] { c.Email, c.PhoneNumber }.OfType<string>()
            select (Address: address, c.Id)
        ).ToLookup(c => c.Address, c => c.Id, StringComparer.OrdinalIgnoreCase);

    private static WaitingLetter Read(Guid id, string type, DateTimeOffset createdAt, string payload)
    {
        if (type == Sms.Type)
        {
            var sms = Sms.FromPayload(payload);
            return new(id, createdAt, sms.To, "", sms.Text, sms.Until is not null);
        }

        var mail = Mail.FromPayload(payload);
        return new(id, createdAt, mail.To, mail.Subject, mail.Text, mail.Until is not null);
    }

    // A login is letters, digits, dots and hyphens; a sentence may end with a dot.
    private static IEnumerable<string> Words(WaitingLetter letter) =>
        Word().Matches($"{letter.Subject} {letter.Text}").Select(word => word.Value.TrimEnd('.'));

    [GeneratedRegex("[a-z][a-z0-9.-]*")]
    private static partial Regex Word();
}

/// <param name="Since">When it was absorbed: what was written to it before is as somebody else's, the letter of the merge is not. Null for no limit.</param>
internal sealed record LetterOwner(AccountId Id, string Login, DateTimeOffset? Since);

/// <param name="To">An address, or a mobile's number in E.164.</param>
/// <param name="Subject">Empty in a text message; a code may stand there too.</param>
/// <param name="HoldsCode">Only who reads at the address may learn it: it is what proves that the address is theirs.</param>
internal sealed record WaitingLetter(Guid Id, DateTimeOffset CreatedAt, string To, string Subject, string Text, bool HoldsCode);
