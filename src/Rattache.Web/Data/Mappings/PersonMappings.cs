using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Data.Mappings;

internal sealed class CredentialsMapping : IEntityTypeConfiguration<Credentials>
{
    public void Configure(EntityTypeBuilder<Credentials> credentials)
    {
        credentials.ToTable("credentials");
        credentials.Property(c => c.Id).ValueGeneratedNever();
        // What everybody accepted before there was a second version.
        credentials.Property(c => c.TermsVersion).HasDefaultValue(1);
        credentials.HasIndex(c => c.NormalizedUserName).IsUnique().HasDatabaseName("ix_credentials_user_name");
        credentials.Property(c => c.Alias).HasMaxLength(Alias.Longest);
        credentials.HasIndex(c => c.Alias).IsUnique();
        credentials.HasIndex(c => c.NormalizedEmail).HasDatabaseName("ix_credentials_email");
        // Who forgot a login or a password names the mobile.
        credentials.HasIndex(c => c.PhoneNumber).HasFilter("phone_number is not null").HasDatabaseName("ix_credentials_mobile");
        credentials.HasOne<Account>().WithOne().HasForeignKey<Credentials>(c => c.Id).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IdentityTablesMapping
    : IEntityTypeConfiguration<IdentityUserClaim<AccountId>>,
        IEntityTypeConfiguration<IdentityUserLogin<AccountId>>,
        IEntityTypeConfiguration<IdentityUserToken<AccountId>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<AccountId>> claim) => claim.ToTable("credential_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<AccountId>> login) => login.ToTable("external_identities");

    public void Configure(EntityTypeBuilder<IdentityUserToken<AccountId>> token) => token.ToTable("credential_tokens");
}

/// <summary>As Identity's third schema has it, and nothing else of that schema: the table alone is what passkeys need.</summary>
internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<AccountId>>
{
    private const int LongestId = 1024; // WebAuthn: 1023 bytes at most

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<AccountId>> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(LongestId);
        passkey.OwnsOne(p => p.Data).ToJson();
        passkey.HasIndex(p => p.UserId);
        passkey.HasOne<Credentials>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class KnownDeviceMapping : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> device)
    {
        device.ToTable("known_devices");
        device.HasKey(d => new { d.AccountId, d.DeviceId });
        device.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Browser).HasMaxLength(20);
        session.Property(s => s.System).HasMaxLength(20);
        session.HasIndex(s => s.AccountId);
        session.HasIndex(s => s.LastSeenAt); // erasing goes by it
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActivationCodeMapping : IEntityTypeConfiguration<ActivationCode>
{
    public void Configure(EntityTypeBuilder<ActivationCode> code)
    {
        code.ToTable("activation_codes");
        code.HasKey(c => c.AccountId);
        code.Property(c => c.AccountId).ValueGeneratedNever();
        code.HasOne<Account>().WithOne().HasForeignKey<ActivationCode>(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AddressProofMapping : IEntityTypeConfiguration<AddressProof>
{
    public void Configure(EntityTypeBuilder<AddressProof> proof)
    {
        proof.ToTable("address_proofs");
        proof.HasKey(p => new { p.AccountId, p.Channel });
        proof.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SentCodeMapping : IEntityTypeConfiguration<SentCode>
{
    public void Configure(EntityTypeBuilder<SentCode> sent)
    {
        sent.ToTable("sent_codes");
        sent.Property(s => s.Id).ValueGeneratedNever();
        sent.Property(s => s.Digest).HasMaxLength(64);
        sent.HasIndex(s => s.Digest);
        sent.HasIndex(s => s.At);
    }
}

internal sealed class PasswordResetMapping : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("password_resets");
        reset.HasKey(r => r.AccountId);
        reset.Property(r => r.AccountId).ValueGeneratedNever();
        reset.HasOne<Account>().WithOne().HasForeignKey<PasswordReset>(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
