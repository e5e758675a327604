using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Notifications;

namespace Rattache.Web.Data.Mappings;

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        // What happens again before it is told is the same row: nobody can fill the table by repeating themself.
        notice.HasKey(n => new
        {
            n.AccountId,
            n.What,
            n.AboutId,
        });
        notice.HasIndex(n => n.LookAt);
        notice.HasIndex(n => n.AboutId);
        notice.HasOne<Account>().WithMany().HasForeignKey(n => n.AccountId).OnDelete(DeleteBehavior.Cascade);
        notice.HasOne<Account>().WithMany().HasForeignKey(n => n.AboutId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NotificationPreferencesMapping : IEntityTypeConfiguration<NotificationPreferences>
{
    public void Configure(EntityTypeBuilder<NotificationPreferences> preferences)
    {
        preferences.ToTable("notification_preferences");
        preferences.HasKey(p => p.AccountId);
        preferences.Property(p => p.AccountId).ValueGeneratedNever();
        preferences.Ignore(p => p.Choice);
        preferences.Property(p => p.TimeZone).HasMaxLength(64);
        preferences.HasOne<Account>().WithOne().HasForeignKey<NotificationPreferences>(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SentDigestMapping : IEntityTypeConfiguration<SentDigest>
{
    public void Configure(EntityTypeBuilder<SentDigest> digest)
    {
        digest.ToTable("sent_digests");
        digest.HasKey(d => new { d.AccountId, d.Pace });
        // Two who send the same digest, whatever the code above believes: the second one's letter is undone.
        digest.Property(d => d.Slot).IsConcurrencyToken();
        digest.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
