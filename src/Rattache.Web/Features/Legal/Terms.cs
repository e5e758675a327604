using System.Globalization;
using System.Security.Claims;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Legal;

/// <summary>
/// The terms of use, <c>/conditions</c>. Whoever changes what they bind to raises <see cref="Version"/> and <see cref="Since"/> with
/// the text: everybody is asked again at their next page (ADR 0019).
/// </summary>
public static class Terms
{
    public const int Version = 1;

    /// <summary>What the cookie carries of <see cref="Accepted(Credentials)"/>, so that no page asks the database.</summary>
    internal const string Claim = "terms";

    public static DateOnly Since { get; } = new(2026, 11, 25);

    /// <summary>The version that these accepted; 0 for none.</summary>
    public static int Accepted(Credentials own) => own.TermsAcceptedAt is null ? 0 : own.TermsVersion;

    public static bool AcceptedTerms(this ClaimsPrincipal person) =>
        int.TryParse(person.FindFirstValue(Claim), CultureInfo.InvariantCulture, out var version) && version >= Version;
}
