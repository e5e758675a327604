using Rattache.Browser.Tests.Accessibility;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

[assembly: TestCollectionOrderer(typeof(Order))]

namespace Rattache.Browser.Tests.App;

public sealed class Order() : LongestFirst(nameof(PagesTests), Chromium.Clipboard);
