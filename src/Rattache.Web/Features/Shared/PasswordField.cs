namespace Rattache.Web.Features.Shared;

/// <summary>
/// A password, with a button that shows what is typed:
/// <c>&lt;partial name="_PasswordField" model="@(new PasswordField("passe", Text["sign-in.password"]))" /&gt;</c>.
/// </summary>
/// <param name="Id">Of the field; it is posted under it.</param>
public sealed record PasswordField(string Id, string Label)
{
    public string? Hint { get; init; }

    public bool Required { get; init; }

    /// <summary>Chosen here: the browser may propose one, and says how long it would resist.</summary>
    public bool IsNew { get; init; }

    /// <summary>What the browser may fill in where it is not new (HTML, <em>Autofill</em>).</summary>
    public string Autocomplete { get; init; } = "current-password";

    /// <summary>The code of the words on the button.</summary>
    public string Show { get; init; } = "sign-in.show";
}
