using System.Net;

namespace FraudMl.Mlflow.Tests;

public sealed class PrivateNetworksTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("2002:0a00:0001::")]
    [InlineData("2001:0:53aa:64c:0:0:f5ff:fffe")]
    [InlineData("198.18.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("fec0::1")]
    public void An_address_that_is_or_leads_to_a_private_one_is_called_by_no_webhook(string address) =>
        PrivateNetworks.AreBehind(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("172.32.0.1")]
    public void A_public_address_may_be_called(string address) => PrivateNetworks.AreBehind(IPAddress.Parse(address)).ShouldBeFalse();

    /// <summary>A server takes requests that name private addresses, but no more than before: a translator's are not its own.</summary>
    [Fact]
    public void A_translated_address_is_no_private_one() => PrivateNetworks.Contain(IPAddress.Parse("64:ff9b::10.0.0.1")).ShouldBeFalse();
}
