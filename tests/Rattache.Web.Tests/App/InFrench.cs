using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rattache.Web.Tests.App;

/// <summary>What is written outside of a request goes by the machine's language: tests are the same on every machine.</summary>
internal static class InFrench
{
    [ModuleInitializer]
    internal static void Speak() => CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("fr");
}
