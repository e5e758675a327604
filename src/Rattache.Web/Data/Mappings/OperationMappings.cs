using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Web.Audit;
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
        entry.HasIndex(e => new { e.Address, e.At });
        entry.HasIndex(e => new { e.Other, e.At }).HasFilter("other is not null");
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
