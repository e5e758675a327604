using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Core.Accounts;
using Rattache.Web.Imports;

namespace Rattache.Web.Data.Mappings;

internal sealed class SchoolMapping : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> school)
    {
        school.ToTable("schools");
        school.Property(s => s.Id).ValueGeneratedNever();
        // default(Uai), which has no text, cannot be written into a compiled model.
        school.Property(s => s.Uai).HasSentinel(Uai.Parse("0000000A"));
        school.HasIndex(s => s.Uai).IsUnique();
    }
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("attachments");
        attachment.HasKey(a => new { a.AccountId, a.SchoolId });
        attachment.HasIndex(a => a.SchoolId);
        attachment.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Cascade);
        attachment.HasOne<School>().WithMany().HasForeignKey(a => a.SchoolId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FeedSchoolMapping : IEntityTypeConfiguration<FeedSchool>
{
    public void Configure(EntityTypeBuilder<FeedSchool> school)
    {
        school.ToTable("feed_schools");
        school.HasKey(s => new
        {
            s.Source,
            s.Academy,
            s.ExternalId,
        });
        school.HasOne<School>().WithMany().HasForeignKey(s => s.SchoolId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IssuedLoginMapping : IEntityTypeConfiguration<IssuedLogin>
{
    public void Configure(EntityTypeBuilder<IssuedLogin> login)
    {
        login.ToTable("issued_logins");
        login.HasKey(l => l.Login);
        login.Property(l => l.Login).HasMaxLength(80);
        login.Property(l => l.Stem).HasMaxLength(64);
        login.HasIndex(l => new { l.Stem, l.Number });
    }
}

internal sealed class AccountContinuationMapping : IEntityTypeConfiguration<AccountContinuation>
{
    public void Configure(EntityTypeBuilder<AccountContinuation> continuation)
    {
        continuation.ToTable("account_continuations");
        continuation.HasKey(c => new { c.AccountId, c.FormerId });
        continuation.HasIndex(c => c.FormerId);
        continuation.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        continuation.HasOne<Account>().WithMany().HasForeignKey(c => c.FormerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("import_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Report).HasMaxLength(-1);
        run.HasIndex(r => new
        {
            r.Source,
            r.Academy,
            r.FinishedAt,
        });
    }
}
