using Microsoft.Extensions.Options;
using MimeKit;

namespace Rattache.Web.Features.Legal;

/// <summary>The <c>Legal</c> section: who answers for the data, as the privacy notice must name them (GDPR, article 13).</summary>
public sealed class LegalSettings
{
    public const string Section = "Legal";

    /// <summary>Such as <c>Département d’Ille-et-Vilaine</c>.</summary>
    public string? Controller { get; init; }

    /// <summary>Where to write to them: an e-mail address, or the https address of a form.</summary>
    public string? Contact { get; init; }

    /// <summary>The data protection officer, likewise.</summary>
    public string? ProtectionOfficer { get; init; }

    public bool AreSet => Controller is not null;

    /// <summary>What a link leads to.</summary>
    public static string Link(string contact) => IsForm(contact) ? contact : $"mailto:{contact}";

    internal static bool IsForm(string contact) => Uri.TryCreate(contact, UriKind.Absolute, out var form) && form.Scheme == Uri.UriSchemeHttps;
}

/// <summary>A notice that names half of whom it must, or an address that leads nowhere, stops the start.</summary>
internal sealed class LegalSettingsRules : IValidateOptions<LegalSettings>
{
    private const int Longest = 200;

    public ValidateOptionsResult Validate(string? name, LegalSettings options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(LegalSettings legal)
    {
        string?[] all = [legal.Controller, legal.Contact, legal.ProtectionOfficer];
        if (all.Any(value => value is not null) && all.Any(string.IsNullOrWhiteSpace))
        {
            yield return "Legal:Controller, Legal:Contact and Legal:ProtectionOfficer go together: set all three or none.";
        }

        if (legal.Controller?.Length > Longest)
        {
            yield return $"Legal:Controller must be a name of at most {Longest} characters.";
        }

        if (!LeadsSomewhere(legal.Contact))
        {
            yield return "Legal:Contact must be an e-mail address, or an address that begins with https://.";
        }

        if (!LeadsSomewhere(legal.ProtectionOfficer))
        {
            yield return "Legal:ProtectionOfficer must be an e-mail address, or an address that begins with https://.";
        }
    }

    private static bool LeadsSomewhere(string? contact) =>
        string.IsNullOrWhiteSpace(contact)
        || (
            contact.Length <= Longest
            && (
                LegalSettings.IsForm(contact)
                || (
                    MailboxAddress.TryParse(contact, out var address) && address.Address == contact && contact.Contains('@', StringComparison.Ordinal)
                )
            )
        );
}
