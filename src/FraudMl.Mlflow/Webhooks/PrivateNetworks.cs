using System.Net;

namespace FraudMl.Mlflow;

/// <summary>Addresses that are not of the open internet.</summary>
internal static class PrivateNetworks
{
    private static readonly IPNetwork[] _networks =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    // Not private, but nobody is served from there; those of IPv6 carry an IPv4 address, which may be private, through a translator
    // (NAT64, SIIT, 6to4, Teredo, compatible addresses), or are for documents and tests.
    private static readonly IPNetwork[] _notPublic =
    [
        IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("64:ff9b::/96"), IPNetwork.Parse("64:ff9b:1::/48"), IPNetwork.Parse("::/96"),
        IPNetwork.Parse("::ffff:0:0:0/96"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"), IPNetwork.Parse("100::/64"), IPNetwork.Parse("fec0::/10"),
    ];

    /// <summary>Whether the address is of this machine or a private network.</summary>
    public static bool Contain(IPAddress address) => Contain(_networks, address);

    /// <summary>Whether the address is no server's of the open internet, or leads to a private one by a translator.</summary>
    public static bool AreBehind(IPAddress address) => Contain(_networks, address) || Contain(_notPublic, address);

    private static bool Contain(IPNetwork[] networks, IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(network => network.Contains(plain));
    }
}
