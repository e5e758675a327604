using System.Net;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Tests.Features.SignIn;

public sealed class NetworkAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public void Connection_IsNamedByItsAddress_OrByTheNetworkOfTheHome(string from, string named) =>
        NetworkAddress.Of(IPAddress.Parse(from)).ShouldBe(named);
}
