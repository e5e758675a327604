using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Departures;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Imports;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Data;

/// <summary>The one model of both engines. <see cref="SqliteDb"/> and <see cref="PostgresDb"/> exist for their migrations alone.</summary>
public abstract class RattacheDb(DbContextOptions options) : IdentityUserContext<Credentials, AccountId>(options), IDataProtectionKeyContext
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountGuard> Guards => Set<AccountGuard>();

    public DbSet<School> Schools => Set<School>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<ChildLink> ChildLinks => Set<ChildLink>();

    public DbSet<AdministrationRight> AdministrationRights => Set<AdministrationRight>();

    public DbSet<Merge> Merges => Set<Merge>();

    public DbSet<MergeKey> MergeKeys => Set<MergeKey>();

    public DbSet<ActivationCode> ActivationCodes => Set<ActivationCode>();

    public DbSet<AddressProof> AddressProofs => Set<AddressProof>();

    public DbSet<SentCode> SentCodes => Set<SentCode>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<IssuedLogin> IssuedLogins => Set<IssuedLogin>();

    public DbSet<FeedSchool> FeedSchools => Set<FeedSchool>();

    public DbSet<AccountContinuation> Continuations => Set<AccountContinuation>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NotificationPreferences> NotificationPreferences => Set<NotificationPreferences>();

    public DbSet<SentDigest> SentDigests => Set<SentDigest>();

    public DbSet<DailyJob> DailyJobs => Set<DailyJob>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(RattacheDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<AccountId>().HaveConversion<AccountIdConverter>();
        configurationBuilder.Properties<MergeId>().HaveConversion<MergeIdConverter>();
        configurationBuilder.Properties<SchoolId>().HaveConversion<SchoolIdConverter>();
        configurationBuilder.Properties<Uai>().HaveConversion<UaiConverter>().HaveMaxLength(8);
        configurationBuilder.Properties<Language>().HaveConversion<LanguageConverter>().HaveMaxLength(8);
        configurationBuilder.Properties<string>().HaveMaxLength(256);
    }
}
