using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Demo;

/// <summary>Writes the demo directory into an empty database, once; several processes at once load it once.</summary>
internal sealed class DemoLoader(RattacheDb db, IPasswordHasher<Credentials> hasher, TimeProvider clock)
{
    private const string Academy = "demo";
    private readonly Dictionary<string, AccountId> ids = [];
    private readonly Dictionary<string, SchoolId> schools = [];

    /// <summary>A database that holds anybody stays as it is.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"lock table accounts in share row exclusive mode", cancellation);
        }

        if (await db.Accounts.AnyAsync(cancellation))
        {
            return;
        }

        Write(now);
        await db.SaveChangesAsync(cancellation);
        foreach (var (kept, absorbed) in DemoDirectory.Merges)
        {
            await db.JoinTreesAsync([], ids[kept], [ids[absorbed]], now, cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    public Task<bool> IsLoadedAsync(CancellationToken cancellation) => db.Accounts.AnyAsync(a => a.Academy == Academy, cancellation);

    private void Write(DateTimeOffset now)
    {
        foreach (var school in DemoDirectory.Schools)
        {
            schools[school.Name] = new(Guid.CreateVersion7(now));
            db.Schools.Add(new(schools[school.Name], Uai.Parse(school.Uai), school.Title) { Town = school.Town });
        }

        // One password for all: hashed once, so that the first start stays quick.
        var hash = hasher.HashPassword(new(), DemoDirectory.Password);
        foreach (var person in DemoDirectory.People)
        {
            WritePerson(person, hash, now);
        }

        db.ChildLinks.AddRange(DemoDirectory.Families.Select(f => new ChildLink(ids[f.Relative], ids[f.Student], f.Kind, ParentalAuthority.Legal)));
        db.Merges.AddRange(
            DemoDirectory.Merges.Select(m => new Merge(new(Guid.CreateVersion7(now)), ids[m.Kept], ids[m.Absorbed], now, ids[m.Kept], MergeProof.Key))
        );
    }

    private void WritePerson(DemoPerson person, string hash, DateTimeOffset now)
    {
        var id = ids[person.Login] = new(Guid.CreateVersion7(now));
        db.Accounts.Add(
            new(id, person.Kind, new(person.Source, Academy, person.Login), person.Login, person.FirstName, person.LastName, now)
            {
                BirthDate = person.Born,
                MobilePhone = person.FeedMobile,
            }
        );
        db.Guards.Add(new(id));
        var stem = person.Login.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        db.IssuedLogins.Add(
            new(
                person.Login,
                stem,
                person.Login.Length == stem.Length
                    ? 1
                    : int.Parse(person.Login.AsSpan(stem.Length), System.Globalization.CultureInfo.InvariantCulture),
                id
            )
        );
        if (person.School is { } school)
        {
            db.Attachments.Add(new(id, schools[school], person.Class));
        }

        if (person.Administers is not null || person.AdministersAll)
        {
            db.AdministrationRights.Add(new(Guid.CreateVersion7(now), id, person.Administers is { } own ? schools[own] : null, fromFeed: false, now));
        }

        if (person.Activated)
        {
            Activate(person, id, hash, now);
        }
    }

    private void Activate(DemoPerson person, AccountId id, string hash, DateTimeOffset now)
    {
        db.Users.Add(
            new()
            {
                Id = id,
                UserName = person.Login,
                NormalizedUserName = person.Login.ToUpperInvariant(),
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
                Email = person.Email,
                NormalizedEmail = person.Email?.ToUpperInvariant(),
                EmailConfirmed = person.Email is not null,
                HomePhone = person.Home,
                PhoneNumber = person.Mobile,
                PhoneNumberConfirmed = person.Mobile is not null,
                ActivatedAt = now,
                TermsAcceptedAt = now,
                TermsVersion = Terms.Version,
            }
        );
        if (person.Federated)
        {
            db.UserLogins.Add(
                new()
                {
                    UserId = id,
                    LoginProvider = "educonnect",
                    ProviderKey = $"demo-{person.Login}",
                    ProviderDisplayName = "ÉduConnect",
                }
            );
        }
    }
}
