using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Rattache.Web.Tests")]
[assembly: InternalsVisibleTo("Rattache.Browser.Tests")]
[assembly: InternalsVisibleTo("Rattache.Bench")]
