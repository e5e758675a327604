using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Rattache.Web.Data;

namespace Rattache.Web;

/// <summary>
/// The keys that seal cookies lie in the database, so that any process reads what another wrote; and under a certificate where
/// one is set, so that whoever takes the database alone signs nobody in.
/// </summary>
public static partial class CookieKeys
{
    public static void AddCookieKeys(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddDataProtection().SetApplicationName("rattache").PersistKeysToDbContext<RattacheDb>();
        if (builder.Configuration["DataProtection:Certificate"] is { Length: > 0 } file)
        {
            keys.ProtectKeysWithCertificate(Certificate(file, builder.Configuration["DataProtection:Password"]));
            return;
        }

        // The framework says the same of every key, in words that help nobody.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        if (builder.Environment.IsProduction())
        {
            builder.Services.AddHostedService<Warning>();
        }
    }

    private static X509Certificate2 Certificate(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (CryptographicException e)
        {
            throw new OperatorException("commands.trouble-certificate", [file, "DataProtection:Certificate", "DataProtection:Password"], e);
        }
    }

    private sealed partial class Warning(ILogger<Warning> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            LogUnprotected();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The keys that seal cookies lie in the database unencrypted: whoever copies it can sign in as anybody. Set DataProtection:Certificate to a .pfx file (DataProtection:Password)."
        )]
        private partial void LogUnprotected();
    }
}
