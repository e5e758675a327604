using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Data.Mappings;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    /// <summary>
    /// What the feed's record said when it was last taken (<see cref="EntryDigest"/>). Null whenever a fact of it may not stand as it was
    /// stated: whoever changes a fact but by that record takes it away.
    /// </summary>
    public const string RecordDigest = "RecordDigest";

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Login).HasMaxLength(80);
        account.Ignore(a => a.DisplayName);
        account.Property<byte[]?>(RecordDigest).HasMaxLength(EntryDigest.Length);
        account.HasIndex(a => a.Login).IsUnique();
        account
            .HasIndex(a => new
            {
                a.Source,
                a.Academy,
                a.ExternalId,
            })
            .IsUnique();
    }
}

internal sealed class AccountGuardMapping : IEntityTypeConfiguration<AccountGuard>
{
    public void Configure(EntityTypeBuilder<AccountGuard> guard)
    {
        guard.ToTable("account_guards");
        guard.HasKey(g => g.AccountId);
        guard.Property(g => g.AccountId).ValueGeneratedNever();
        guard.Property(g => g.Version).IsConcurrencyToken();
        guard.HasIndex(g => g.RootId);
        guard.HasOne<Account>().WithOne().HasForeignKey<AccountGuard>(g => g.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChildLinkMapping : IEntityTypeConfiguration<ChildLink>
{
    public void Configure(EntityTypeBuilder<ChildLink> link)
    {
        link.ToTable("child_links");
        link.HasKey(l => new { l.RelativeId, l.StudentId });
        link.HasIndex(l => l.StudentId);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.RelativeId).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.StudentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AdministrationRightMapping : IEntityTypeConfiguration<AdministrationRight>
{
    public void Configure(EntityTypeBuilder<AdministrationRight> right)
    {
        right.ToTable("administration_rights");
        right.Property(r => r.Id).ValueGeneratedNever();
        right.HasIndex(r => new { r.AccountId, r.SchoolId }).IsUnique();
        right.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
        right.HasOne<School>().WithMany().HasForeignKey(r => r.SchoolId).OnDelete(DeleteBehavior.Cascade);
    }
}
