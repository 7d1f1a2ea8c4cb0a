namespace FraudMl.Databricks.Tests.Clouds;

public sealed class SigV4Tests
{
    // The example of AWS' documentation of signatures in the query.
    [Fact]
    public void An_address_is_signed_as_the_definition_shows() => SigV4.Sign(
        HttpMethod.Get, "examplebucket.s3.amazonaws.com", "/test.txt", [], [], "us-east-1",
        new AwsKeys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null),
        new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero), seconds: 86_400).Query
        .ShouldEndWith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}
