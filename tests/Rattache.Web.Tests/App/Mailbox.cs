using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.App;

/// <summary>What would be in somebody's mailbox, read from the outbox.</summary>
internal static partial class Mailbox
{
    public static async Task<List<Mail>> MailsToAsync(this RattacheApp app, string address)
    {
        await app.AnswerAskingsAsync();
        await using var db = app.OpenDb();
        var payloads = await db
            .Outbox.Where(m => m.Type == Mail.Type || m.Type == Mail.DigestType)
            .OrderBy(m => m.Id)
            .Select(m => m.Payload)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. payloads.Select(Mail.FromPayload).Where(m => m.To == address)];
    }

    /// <summary>The code of the last letter to this address, as it stands there.</summary>
    public static async Task<string> CodeToAsync(this RattacheApp app, string address) =>
        Code().Match((await app.MailsToAsync(address)).Last().Text).Groups[1].Value;

    [GeneratedRegex(@"^    (\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
