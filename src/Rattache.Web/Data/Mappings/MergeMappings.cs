using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Web.Data.Mappings;

internal sealed class MergeMapping : IEntityTypeConfiguration<Merge>
{
    public void Configure(EntityTypeBuilder<Merge> merge)
    {
        merge.ToTable("merges");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Ignore(m => m.IsOpen);
        merge.Property(m => m.Warnings).HasConversion<CodesConverter, CodesComparer>();
        merge.HasIndex(m => m.KeptId);
        // An account is absorbed once at a time, whatever the code above believes.
        merge.HasIndex(m => m.AbsorbedId).IsUnique().HasFilter("undone_at is null");
        // Cuts, too, are looked up by the account absorbed (a cut restarts the delays of a departure), and an erasure goes by it.
        merge.HasIndex(m => m.AbsorbedId, "ix_merges_absorbed").HasDatabaseName("ix_merges_absorbed");
        merge.HasOne<Account>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Cascade);
        merge.HasOne<Account>().WithMany().HasForeignKey(m => m.AbsorbedId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MergeKeyMapping : IEntityTypeConfiguration<MergeKey>
{
    public void Configure(EntityTypeBuilder<MergeKey> key)
    {
        key.ToTable("merge_keys");
        key.Property(k => k.Id).ValueGeneratedNever();
        key.HasIndex(k => k.Hash).IsUnique();
        // One live key an account.
        key.HasIndex(k => k.AccountId).IsUnique().HasFilter("revoked_at is null and used_at is null");
        // For erasing an account, whose used and revoked keys go with it.
        key.HasIndex(k => k.AccountId, "ix_merge_keys_account").HasDatabaseName("ix_merge_keys_account");
        key.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
