using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Rattache.Core.Accounts;

namespace Rattache.Core.Tests.Conventions;

/// <summary>
/// What Core may not do is banned as one writes it (BannedSymbols.txt); this reads what was compiled, so that
/// neither a suppression nor generated code slips past.
/// </summary>
public sealed class PurityTests
{
    private static readonly string[] ForbiddenNamespaces = ["System.IO", "System.Net", "System.Threading.Tasks", "System.Data"];

    private static readonly string[] ForbiddenTypes =
    [
        "System.Console",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Random",
        "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Threading.Thread",
        "System.TimeProvider",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now",
        "System.DateTime.get_Today",
        "System.DateTime.get_UtcNow",
        "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.CreateVersion7",
        "System.Guid.NewGuid",
        "System.TimeZoneInfo.get_Local",
    ];

    // What the compiler writes for an iterator.
    private const string OnlyEnvironmentMember = "System.Environment.get_CurrentManagedThreadId";

    private static readonly string Assembly = typeof(AccountId).Assembly.Location;

    [Fact]
    public void Core_ReferencesNothingButTheBcl()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Read(reader => reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name)))
            .Where(name => !File.Exists(Path.Combine(framework, name + ".dll")))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Core_UsesNoTypeThatDoesIoOrKeepsTimeOrGuesses()
    {
        var types = Read(reader => reader.TypeReferences.Select(t => NameOf(reader, t)));

        types.ShouldContain("System.Guid", "the reading itself works");
        types.Where(t => ForbiddenTypes.Contains(t) || ForbiddenNamespaces.Any(n => t.StartsWith(n + ".", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Core_AsksNeitherTheClockNorTheMachine()
    {
        var members = Read(MemberReferences);

        members.ShouldContain("System.Security.Cryptography.SHA256.HashData", "the reading itself works");
        members
            .Where(m => ForbiddenMembers.Contains(m) || m.StartsWith("System.Environment.", StringComparison.Ordinal) && m != OnlyEnvironmentMember)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Core_HasNoPackageThatShips()
    {
        var project = XDocument.Load(Path.Combine(Repository(), "src", "Rattache.Core", "Rattache.Core.csproj"));

        project.Descendants("PackageReference").Where(p => (string?)p.Attribute("PrivateAssets") != "all").ShouldBeEmpty();
        project.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "FrameworkReference" or "Reference").ShouldBeEmpty();
    }

    private static IEnumerable<string> MemberReferences(MetadataReader reader) =>
        from handle in reader.MemberReferences
        let member = reader.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        select $"{NameOf(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}";

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static List<string> Read(Func<MetadataReader, IEnumerable<string>> what)
    {
        using var file = new PEReader(File.OpenRead(Assembly));
        return [.. what(file.GetMetadataReader())];
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Rattache.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run the tests from within the repository.");
        }

        return folder;
    }
}
