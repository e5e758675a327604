using System.Data.Common;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount;

/// <summary>What <em>Mon profil</em> shows beside the union view: the feed's details, or what the person chose instead.</summary>
/// <param name="KeyUntil">When the live key ends; null without one.</param>
/// <param name="PendingEmail">Not proven yet, and so is <paramref name="PendingMobile"/>.</param>
public sealed record Profile(
    string? Alias,
    string? Email,
    string? HomePhone,
    string? MobilePhone,
    DateOnly? BirthDate,
    bool ShowsEmail,
    bool ShowsHomePhone,
    bool ShowsMobilePhone,
    bool ShowsBirthDate,
    DateTimeOffset? KeyUntil,
    string? PendingEmail,
    string? PendingMobile
)
{
    private static readonly string Own = $"""
        select c.alias, coalesce(c.email, a.email), coalesce(c.home_phone, a.home_phone), coalesce(c.phone_number, a.mobile_phone), a.birth_date,
            c.shows_email, c.shows_home_phone, c.shows_mobile_phone, c.shows_birth_date,
            (select max(k.expires_at) from merge_keys k
                where k.account_id = a.id and k.used_at is null and k.revoked_at is null and k.expires_at > {"{1}"}),
            {Pending(Channel.Mail)},
            {Pending(Channel.Sms)}
        from accounts a
        join credentials c on c.id = a.id
        where a.id = {"{0}"};
        """;

    /// <summary>The whole tree of an account and its profile, in one command.</summary>
    public static async Task<(AccountGraph Graph, Profile Profile)> LoadAsync(
        RattacheDb db,
        AccountId id,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var statements = AccountGraphQuery.GraphStatements("in ({0})") + Own;
        await using var reader = await db.ReadAsync(statements, [id.Value, db.Stored(now)], cancellation);
        var graph = await AccountGraphQuery.ReadGraphAsync(reader.DbDataReader, cancellation);
        await reader.DbDataReader.NextResultAsync(cancellation);
        return (graph, (await reader.DbDataReader.ListAsync(Read, cancellation)).Single());
    }

    private static string Pending(Channel channel) =>
        $"(select p.address from address_proofs p where p.account_id = a.id and p.channel = {(int)channel} and p.expires_at > {"{1}"})";

    private static Profile Read(DbDataReader row) =>
        new(
            row.Text(0),
            row.Text(1),
            row.Text(2),
            row.Text(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
            row.GetBoolean(5),
            row.GetBoolean(6),
            row.GetBoolean(7),
            row.GetBoolean(8),
            row.MomentOrNull(9),
            row.Text(10),
            row.Text(11)
        );
}
