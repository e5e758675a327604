using System.Net;
using System.Net.Sockets;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Where somebody is connected, as limits count it and the audit says it: an IPv4 address, or the IPv6 network that a home is given.
/// Within that network a machine takes a new address as often as it likes (RFC 4291, 2.5.4; RFC 8981), so that counting single ones
/// would count nothing, and keeping them would say which machine of the home it was.
/// </summary>
public static class NetworkAddress
{
    private const int HomeBits = 64;

    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(HomeBits / 8).Clear();
        return new IPNetwork(new IPAddress(bytes), HomeBits).ToString();
    }
}
