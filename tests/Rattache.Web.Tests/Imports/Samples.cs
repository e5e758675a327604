using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Rattache.Web.Tests.Imports;

/// <summary>The tests' own copy of the sample deliveries, and what can be counted in them without our reader.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../Samples"));

    public static string Of(string path) => Path.Combine(Folder, path);

    public static string[] Broken(string pattern) => Directory.GetFiles(Of("broken"), pattern);

    /// <summary>Records of a category in a folder, over the bytes.</summary>
    public static int Count(string folder, string category) => Count(folder, new Regex($"<value>{category}</value></attr></operationalAttributes>"));

    public static int Count(string folder, Regex what) =>
        Directory.GetFiles(Of(folder), "*.xml").Sum(file => what.Count(File.ReadAllText(file, Encoding.Latin1)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
