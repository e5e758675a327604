using Microsoft.AspNetCore.Html;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>The words of a page where a code is typed that was sent somewhere.</summary>
/// <param name="NothingCame">Where to look, and what to check.</param>
/// <param name="Typed">What was typed and refused.</param>
public sealed record TypeCode(string Title, IHtmlContent Sent, string Confirm, string NothingCame, string? Typed);
