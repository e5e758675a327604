using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Notifications;

/// <summary>
/// Hundreds of parents with choices drawn at random, what happens to them, and, worked out here in another way than the product's, the
/// letters that they should then get.
/// </summary>
internal sealed partial class Crowd(RattacheApp app, TimeProvider clock, Random random, int people)
{
    private static readonly string[] Zones = ["Europe/Paris", "America/Martinique", "Indian/Reunion", "Pacific/Tahiti", "Africa/Casablanca"];
    private readonly List<Member> members = [];
    private readonly List<(Member To, NoticeEvent What, AccountId About, DateTimeOffset At)> pending = [];
    private readonly List<AccountId> children = [];

    /// <summary>What each letter should say: to whom, when, how many arrived and left, whether a key was made or tried.</summary>
    public List<string> Expected { get; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One in twenty is absorbed by the one before.</summary>
    public async Task SettleAsync()
    {
        var now = clock.GetUtcNow();
        await using var db = app.OpenDb();
        foreach (var i in Enumerable.Range(0, people))
        {
            var id = new AccountId(Guid.CreateVersion7(now));
            var choice = new NotificationChoice(Pace(), Pace(), Pace(), random.Next(24), (DayOfWeek)random.Next(7), Zones[random.Next(Zones.Length)]);
            members.Add(
                new(id, $"p{i}@example.org", i % 10 == 9 ? NotificationChoice.Default : choice) { Root = i % 20 == 7 ? members[i - 1] : null }
            );
            Account(db, id, AccountKind.Relative, $"foule.p{i}", now);
            db.Users.Add(
                new()
                {
                    Id = id,
                    UserName = $"foule.p{i}",
                    NormalizedUserName = $"FOULE.P{i}",
                    Email = $"p{i}@example.org",
                    NormalizedEmail = $"P{i}@EXAMPLE.ORG",
                    EmailConfirmed = true,
                }
            );
            if (i % 10 != 9)
            {
                var preferences = new NotificationPreferences(id);
                preferences.Choose(choice, now.AddDays(-30));
                db.NotificationPreferences.Add(preferences);
            }
        }

        foreach (var i in Enumerable.Range(0, 40))
        {
            children.Add(new(Guid.CreateVersion7(now)));
            Account(db, children[i], AccountKind.Student, $"foule.e{i}", now);
        }

        await db.SaveChangesAsync(Cancellation);
        foreach (var member in members.Where(m => m.Root is not null))
        {
            var root = member.Root!.Id;
            db.Merges.Add(new(new(Guid.CreateVersion7(now)), root, member.Id, now, root, MergeProof.Key));
            await db.Guards.Where(g => g.AccountId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(g => g.RootId, root), Cancellation);
        }

        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>To half of them something happens.</summary>
    public async Task LiveAsync()
    {
        var now = clock.GetUtcNow();
        await using var db = app.OpenDb();
        foreach (var member in members.Where(_ => random.Next(2) == 0))
        {
            var what = (NoticeEvent)random.Next(1, 5);
            var about = what.Kind() == NotificationKind.Children ? children[random.Next(children.Count)] : member.Id;
            if (!pending.Any(p => p.To == member && p.What == what && p.About == about))
            {
                pending.Add((member, what, about, now));
                db.Notices.Add(new(member.Id, what, about, now));
            }
        }

        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>What the minute that now is should bring.</summary>
    public void Expect()
    {
        var now = clock.GetUtcNow();
        HashSet<(Member, NoticeEvent, AccountId, DateTimeOffset)> over = [];
        foreach (var mine in pending.GroupBy(p => p.To.Root ?? p.To))
        {
            var told = mine.Where(p => IsTold(mine.Key, p.What, p.At, now)).ToList();
            over.UnionWith(told);
            over.UnionWith(mine.Where(p => mine.Key.Choice.Of(p.What.Kind()) == NotificationPace.Never));
            foreach (var pace in told.Select(p => mine.Key.Choice.Of(p.What.Kind())).Where(p => p != NotificationPace.Immediate).Distinct())
            {
                mine.Key.Last[pace] = Latest(mine.Key.Choice, pace, now);
            }

            if (told.Count > 0)
            {
                Expected.Add(
                    Line(
                        mine.Key.Address,
                        now,
                        Children(NoticeEvent.ChildArrived),
                        Children(NoticeEvent.ChildLeft),
                        Has(NoticeEvent.KeyMade),
                        Has(NoticeEvent.KeyTried)
                    )
                );
            }

            int Children(NoticeEvent what) => told.Where(p => p.What == what).Select(p => p.About).Distinct().Count();
            bool Has(NoticeEvent what) => told.Exists(p => p.What == what);
        }

        pending.RemoveAll(over.Contains);
    }

    /// <summary>Every letter of the outbox, as <see cref="Expected"/> puts it.</summary>
    public async Task<List<string>> WrittenAsync()
    {
        await using var db = app.OpenDb();
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Type == Mail.DigestType).ToListAsync(Cancellation);
        return
        [
            .. messages.Select(m =>
            {
                var mail = Mail.FromPayload(m.Payload);
                return Line(
                    mail.To,
                    m.CreatedAt,
                    Number(Arrived(), mail),
                    Number(Left(), mail),
                    mail.Text.Contains("générée"),
                    mail.Text.Contains("collée")
                );
            }),
        ];
    }

    private static bool IsTold(Member root, NoticeEvent what, DateTimeOffset at, DateTimeOffset now)
    {
        var pace = root.Choice.Of(what.Kind());
        if (pace is NotificationPace.Never or NotificationPace.Immediate)
        {
            return pace == NotificationPace.Immediate;
        }

        var slot = Latest(root.Choice, pace, now);
        return at <= slot && (!root.Last.TryGetValue(pace, out var last) || last < slot);
    }

    /// <summary>Back from now, hour by hour, to one that the person chose: no clock changes in the weeks of this test.</summary>
    private static DateTimeOffset Latest(NotificationChoice choice, NotificationPace pace, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(choice.TimeZone);
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        while (true)
        {
            var there = TimeZoneInfo.ConvertTime(hour, zone);
            if (there.Hour == choice.Hour && (pace == NotificationPace.Daily || there.DayOfWeek == choice.Day))
            {
                return hour;
            }

            hour = hour.AddHours(-1);
        }
    }

    private NotificationPace Pace() => (NotificationPace)random.Next(1, 5);

    private static void Account(RattacheDb db, AccountId id, AccountKind kind, string login, DateTimeOffset now)
    {
        db.Accounts.Add(new(id, kind, new(DirectorySource.Aaf, "23", login), login, "Franck", "Cavel", now));
        db.Guards.Add(new(id));
    }

    private static string Line(string to, DateTimeOffset at, int arrived, int left, bool made, bool tried) =>
        $"{at:MM-dd HH:mm} {to}: {arrived} arrived, {left} left{(made ? ", key made" : "")}{(tried ? ", key tried" : "")}";

    private static int Number(Regex line, Mail mail) =>
        line.Match(mail.Text) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"arrivés dans une école\u00A0: (\d+)")]
    private static partial Regex Arrived();

    [GeneratedRegex(@"partis d’une école\u00A0: (\d+)")]
    private static partial Regex Left();

    private sealed class Member(AccountId id, string address, NotificationChoice choice)
    {
        public AccountId Id { get; } = id;

        public string Address { get; } = address;

        public NotificationChoice Choice { get; } = choice;

        public Member? Root { get; init; }

        public Dictionary<NotificationPace, DateTimeOffset> Last { get; } = [];
    }
}
