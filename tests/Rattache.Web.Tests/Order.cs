using Rattache.Web.Tests;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Crashes;
using Rattache.Web.Tests.Features.SignIn.Reset;
using Rattache.Web.Tests.Modelled;
using Rattache.Web.Tests.Notifications;

[assembly: TestCollectionOrderer(typeof(Order))]

namespace Rattache.Web.Tests;

public sealed class Order()
    : LongestFirst(nameof(CrashTests), nameof(ModelTests), nameof(TwoProcessesTests), nameof(FirstCodeCrashTests), nameof(ForgottenEnumerationTests));
