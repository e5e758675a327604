using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Devices;

internal static class DeviceNames
{
    /// <summary>« Firefox sur un appareil Android ».</summary>
    public static string NameOf(this Text text, SeenBrowser seen) =>
        text["devices.name", text[$"devices.browser-{seen.Browser}"], text[$"devices.system-{seen.System}"]];
}
