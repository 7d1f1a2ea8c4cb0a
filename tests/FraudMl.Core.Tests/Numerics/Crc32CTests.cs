namespace FraudMl.Tests;

public class Crc32CTests
{
    // The check value of the catalogue of CRCs, and the first vector of RFC 3720, B.4.
    [Fact]
    public void The_checksum_is_that_of_iSCSI()
    {
        Crc32C.Of("123456789"u8).ShouldBe(0xE3069283);
        Crc32C.Of(new byte[32]).ShouldBe(0x8A9136AAu);
    }

    [Fact]
    public void Bytes_in_two_parts_have_the_checksum_of_the_whole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 37))];
        for (int cut = 0; cut <= bytes.Length; cut++) Crc32C.Of(bytes.AsSpan(0, cut), bytes.AsSpan(cut)).ShouldBe(Crc32C.Of(bytes));
    }
}
