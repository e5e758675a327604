using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Web.Audit;
using Rattache.Web.Departures;
using Rattache.Web.Outbox;

namespace Rattache.Web.Data.Mappings;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Payload).HasMaxLength(-1);
        // By type first: events that wait for a service must not stand in the way of mails.
        message.HasIndex(m => new { m.Type, m.DueAt }).HasFilter("delivered_at is null");
    }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.HasIndex(e => new { e.Subject, e.At });
        entry.HasIndex(e => new { e.Actor, e.At });
        entry.HasIndex(e => new { e.Other, e.At }).HasFilter("other is not null");
        entry.HasIndex(e => e.Position).IsUnique();
        entry.HasIndex(e => e.Id, "ix_audit_unsealed").HasFilter("position is null");
    }
}

internal sealed class AuditDetailMapping : IEntityTypeConfiguration<AuditDetail>
{
    public void Configure(EntityTypeBuilder<AuditDetail> detail)
    {
        detail.ToTable("audit_details");
        detail.HasKey(d => d.EntryId);
        detail.Property(d => d.EntryId).ValueGeneratedNever();
        // The address first: limits count by it. The time alone: erasing goes by it.
        detail.HasIndex(d => new { d.Address, d.At });
        detail.HasIndex(d => d.At);
    }
}

internal sealed class DailyJobMapping : IEntityTypeConfiguration<DailyJob>
{
    public void Configure(EntityTypeBuilder<DailyJob> job)
    {
        job.ToTable("daily_jobs");
        job.HasKey(j => j.Name);
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("data_protection_keys");
        key.Property(k => k.Xml).HasMaxLength(-1);
    }
}
