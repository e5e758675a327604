using Microsoft.Extensions.Options;
using MimeKit;

namespace Rattache.Web.Outbox;

/// <summary>The <c>Mail</c> section: the server that takes our letters.</summary>
public sealed class MailSettings
{
    public const string Section = "Mail";

    /// <summary>Without it, letters wait in the outbox (in Development: go to a folder).</summary>
    public string? Host { get; init; }

    /// <summary>Where it is not given: 587, 465 or 25, as <see cref="Security"/> has it.</summary>
    public int? Port { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Such as <c>Rattache &lt;ne-pas-repondre@ent.example&gt;</c>.</summary>
    public string? From { get; init; }

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;
}

public enum MailSecurity
{
    /// <summary>Begins in clear and refuses to go on without encryption.</summary>
    StartTls = 1,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>In clear: for a relay on the same machine or a closed network; never with a password.</summary>
    None,
}

/// <summary>Says at start what else would be found out by a parent waiting for a code.</summary>
internal sealed class MailSettingsRules : IValidateOptions<MailSettings>
{
    public ValidateOptionsResult Validate(string? name, MailSettings options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(MailSettings mail)
    {
        var hasHost = !string.IsNullOrWhiteSpace(mail.Host);
        var hasUser = !string.IsNullOrEmpty(mail.User);
        if (!hasHost && hasUser)
        {
            yield return "Mail:User is set but Mail:Host is not: name the SMTP server, or remove both.";
        }

        if (
            hasHost
            && (mail.From is null || !MailboxAddress.TryParse(mail.From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
        )
        {
            yield return "Mail:From must be the address that letters come from, such as 'Rattache <ne-pas-repondre@ent.example>'.";
        }

        if (mail.Port is < 1 or > 65535)
        {
            yield return "Mail:Port must lie between 1 and 65535.";
        }

        if (hasUser != !string.IsNullOrEmpty(mail.Password))
        {
            yield return "Mail:User and Mail:Password go together: set both or neither.";
        }

        if (hasUser && mail.Security == MailSecurity.None)
        {
            yield return "Mail:Security is None, which would send Mail:Password in clear: use StartTls or Tls, or no user.";
        }

        if (!Enum.IsDefined(mail.Security))
        {
            yield return "Mail:Security must be StartTls, Tls or None.";
        }
    }
}
