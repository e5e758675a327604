namespace Rattache.Web.Features.MyAccount;

/// <summary>A line of <em>Mon profil</em> with a padlock.</summary>
/// <param name="Feminine">Agrees « Masquée » and « Non renseignée » with the label.</param>
/// <param name="ChangeAt">The page that changes it; null for what only the school changes.</param>
/// <param name="Padlock">What the padlock's form names.</param>
/// <param name="Pending">An address or a number whose code has not been typed yet; <paramref name="ChangeAt"/> followed by <c>/code</c> is where it is.</param>
public sealed record Detail(string Label, string? Value, bool Feminine, string? ChangeAt, string Padlock, bool Shown, string? Pending = null);
