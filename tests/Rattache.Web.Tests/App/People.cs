using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Tests.App;

/// <summary>Writes people into the test's own directory, as a feed and an activation would have.</summary>
public sealed class People(RattacheApp app)
{
    public const string Password = "rattache-demo-2026";
    private static readonly PasswordHasher<Credentials> Hasher = new(Options.Create(QuickHashes.Options));
    private static readonly string Hash = Hasher.HashPassword(new(), Password);
    private static int numbers;

    public async Task<AccountId> RelativeAsync(
        string login,
        string firstName = "Franck",
        string lastName = "Cavel",
        string? password = Password,
        Action<Person>? with = null
    )
    {
        var person = new Person
        {
            Kind = AccountKind.Relative,
            Login = login,
            FirstName = firstName,
            LastName = lastName,
            Password = password,
        };
        with?.Invoke(person);
        return await WriteAsync(person);
    }

    /// <returns>The pupil's account, linked to each adult named.</returns>
    public async Task<AccountId> ChildAsync(string firstName, SchoolId school, string className, params AccountId[] adults)
    {
        var child = new Person
        {
            Kind = AccountKind.Student,
            Login = $"{firstName}.eleve{Number()}".ToLowerInvariant(),
            FirstName = firstName,
            LastName = "Cavel",
            Password = null,
        };
        var id = await WriteAsync(child);
        await using var db = app.OpenDb();
        db.Attachments.Add(new(id, school, className));
        db.ChildLinks.AddRange(adults.Select(adult => new ChildLink(adult, id, LinkKind.Father, ParentalAuthority.Legal)));
        await db.SaveChangesAsync();
        return id;
    }

    public async Task<SchoolId> SchoolAsync(string name)
    {
        await using var db = app.OpenDb();
        var school = new School(new(Guid.CreateVersion7()), Uai.Parse($"{Number():0000000}A"), name);
        db.Schools.Add(school);
        await db.SaveChangesAsync();
        return school.Id;
    }

    public async Task<AccountId> WriteAsync(Person person)
    {
        var now = app.Clock.GetUtcNow();
        var id = new AccountId(Guid.CreateVersion7(now));
        await using var db = app.OpenDb();
        db.Accounts.Add(
            new(id, person.Kind, new(person.Source, "23", $"x{Number()}"), person.Login, person.FirstName, person.LastName, now)
            {
                BirthDate = person.BirthDate,
                Email = person.FeedEmail,
                MobilePhone = person.FeedMobile,
                LeftAt = person.Left ? now : null,
            }
        );
        db.Guards.Add(new(id) { LockedAt = person.Locked ? now : null, MergeHold = person.Held });
        Activate(db, id, person, now);
        if (person.Administrator)
        {
            db.AdministrationRights.Add(new(Guid.CreateVersion7(now), id, null, fromFeed: false, now));
        }

        await db.SaveChangesAsync();
        return id;
    }

    private static void Activate(RattacheDb db, AccountId id, Person person, DateTimeOffset now)
    {
        if (person.Password is null && !person.Federated)
        {
            return;
        }

        db.Users.Add(
            new()
            {
                Id = id,
                UserName = person.Login,
                NormalizedUserName = person.Login.ToUpperInvariant(),
                PasswordHash =
                    person.Password is null ? null
                    : person.Password == Password ? Hash
                    : Hasher.HashPassword(new(), person.Password),
                Email = person.Email,
                NormalizedEmail = person.Email?.ToUpperInvariant(),
                EmailConfirmed = person.Email is not null,
                PhoneNumber = person.Mobile,
                PhoneNumberConfirmed = person.Mobile is not null,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                LockoutEnabled = true,
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
                    ProviderKey = $"sub-{id}",
                    ProviderDisplayName = "ÉduConnect",
                }
            );
        }
    }

    private static int Number() => Interlocked.Increment(ref numbers);
}

public sealed record Person
{
    public AccountKind Kind { get; set; }

    public DirectorySource Source { get; set; } = DirectorySource.Aaf;

    public required string Login { get; set; }

    public required string FirstName { get; set; }

    public required string LastName { get; set; }

    /// <summary>Null: not activated.</summary>
    public required string? Password { get; set; }

    public DateOnly? BirthDate { get; set; }

    public string? FeedEmail { get; set; }

    public string? FeedMobile { get; set; }

    /// <summary>Verified.</summary>
    public string? Email { get; set; }

    /// <summary>Verified, in E.164.</summary>
    public string? Mobile { get; set; }

    public bool Left { get; set; }

    public bool Locked { get; set; }

    public bool Held { get; set; }

    public bool Federated { get; set; }

    public bool Administrator { get; set; }
}
