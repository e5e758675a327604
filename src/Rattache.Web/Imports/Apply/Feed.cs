using Rattache.Core.Accounts;

namespace Rattache.Web.Imports.Apply;

/// <summary>Within which identifiers are unique.</summary>
internal sealed record Feed(DirectorySource Source, string Academy)
{
    public int Number => (int)Source;
}
