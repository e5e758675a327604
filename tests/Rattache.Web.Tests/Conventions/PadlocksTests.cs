using System.Text.RegularExpressions;

namespace Rattache.Web.Tests.Conventions;

public sealed partial class PadlocksTests
{
    /// <summary>Whose business a value with a padlock is: its owner's own pages, and finding them again by what they verified.</summary>
    private static readonly string[] Owners = ["Features/MyAccount/", "Features/SignIn/Reset/ResetQuery.cs"];

    [Fact]
    public void ValuesWithAPadlock_LeaveByReleasedAttributesAlone() =>
        Sources
            .Of("Features", ".cs", ".cshtml")
            .Where(file => !Owners.Any(owner => file.Path.StartsWith(owner, StringComparison.Ordinal)))
            .Where(file => Value().IsMatch(file.Content))
            .Select(file => file.Path)
            .ShouldBeEmpty("others are told ReleasedAttributes (DESIGN §5, Padlocks)");

    [GeneratedRegex(@"\.(HomePhone|MobilePhone|PhoneNumber|BirthDate|Shows(Email|HomePhone|MobilePhone|BirthDate))\b")]
    private static partial Regex Value();
}
