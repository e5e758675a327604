using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// Between the right password and the code: a sealed note to ourselves in this browser, for ten minutes. It dies with the stamp, so with
/// a new password, and with a merge.
/// </summary>
public sealed class SecondStep(RattacheDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Key = "second-step";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly IDataProtector protector = protection.CreateProtector("Rattache.SecondStep");

    public void Begin(ITempDataDictionary notes, SignInOutcome.NeedsCode asked, string? returnTo)
    {
        var note = new Note(
            asked.Credentials.Id.Value,
            asked.Credentials.SecurityStamp!,
            asked.Kind,
            asked.Through,
            returnTo,
            clock.GetUtcNow() + Life
        );
        notes[Key] = protector.Protect(JsonSerializer.Serialize(note));
    }

    public static void End(ITempDataDictionary notes) => notes.Remove(Key);

    /// <summary>Null when the password has to be given first, or again.</summary>
    public async Task<AwaitedCode?> ReadAsync(ITempDataDictionary notes, CancellationToken cancellation)
    {
        if (Read(notes.Peek(Key) as string) is not { } note || clock.GetUtcNow() >= note.Until)
        {
            return null;
        }

        var id = new AccountId(note.Account);
        var own = await db.Users.SingleOrDefaultAsync(c => c.Id == id && c.SecurityStamp == note.Stamp, cancellation);
        return own is null ? null : new(own, note.Kind, note.Through, note.ReturnTo);
    }

    private Note? Read(string? sealedNote)
    {
        try
        {
            return sealedNote is null ? null : JsonSerializer.Deserialize<Note>(protector.Unprotect(sealedNote));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Note(Guid Account, string Stamp, AccountKind Kind, string? Through, string? ReturnTo, DateTimeOffset Until);
}

/// <summary>Whose code is awaited, and where they wanted to go.</summary>
public sealed record AwaitedCode(Credentials Own, AccountKind Kind, string? Through, string? ReturnTo);
