using System.IO.Compression;
using System.Text;

namespace FraudMl.Tests;

public sealed class GzipInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(20_000, 0)]
    [InlineData(20_000, 1)]
    [InlineData(20_000, 9)]
    public void Many_members_are_one_file_and_a_cut_in_the_last_one_is_told(int memberCount, int cut)
    {
        string path = Members(memberCount, member => Encoding.UTF8.GetBytes($"row {member}\n"), cut);

        if (cut > 0)
        {
            Should.Throw<InvalidOperationException>(() => Read(path)).Message.ShouldBe("cut");
            return;
        }

        Encoding.UTF8.GetString(Read(path)).ShouldBe(string.Concat(Enumerable.Range(0, memberCount).Select(member => $"row {member}\n")));
    }

    [Theory]
    [InlineData(8 << 10)]
    [InlineData(1 << 16)]
    [InlineData(100_003)]
    public void Members_may_end_anywhere_in_a_buffer(int packedLength)
    {
        // Bytes that can't be packed make a member whose length is known: the next one begins wherever the test wants.
        byte[] noise = new byte[packedLength];
        new Random(3).NextBytes(noise);
        for (int shift = 0; shift < 40; shift++)
        {
            string path = Members(2, member => member == 0 ? noise[shift..] : [1, 2, 3], 0);
            byte[] unpacked = Read(path);
            unpacked.AsSpan(0, packedLength - shift).SequenceEqual(noise.AsSpan(shift)).ShouldBeTrue();
            unpacked[^3..].ShouldBe([1, 2, 3]);
        }
    }

    [Fact]
    public void The_file_is_never_in_memory()
    {
        byte[] noise = new byte[16 << 20];
        new Random(3).NextBytes(noise);

        (long length, long allocated) = Length(Members(2, _ => noise, 0));

        length.ShouldBe(2L * noise.Length);
        allocated.ShouldBeLessThan(1 << 20);
    }

    [SoakFact]
    public void A_file_of_more_than_two_gigabytes_is_read_to_its_end_and_a_cut_one_is_told()
    {
        byte[] noise = new byte[16 << 20];
        new Random(3).NextBytes(noise);
        byte[] member = File.ReadAllBytes(Members(1, _ => noise, 0));
        string path = _folder["large.gz"];
        const int memberCount = 140;
        using (FileStream file = File.Create(path))
        {
            for (int i = 0; i < memberCount; i++) file.Write(member);
        }

        new FileInfo(path).Length.ShouldBeGreaterThan(int.MaxValue);
        (long length, long allocated) = Length(path);
        length.ShouldBe((long)memberCount * noise.Length);
        allocated.ShouldBeLessThan(1 << 20);

        using (FileStream file = File.OpenWrite(path)) file.SetLength(file.Length - 1);
        Should.Throw<InvalidOperationException>(() => Length(path)).Message.ShouldBe("cut");
    }

    [Fact]
    public void What_stands_behind_the_last_member_is_told()
    {
        string path = Members(1, _ => [1, 2, 3], 0);
        using (FileStream file = File.Open(path, FileMode.Append)) file.Write([.. new byte[63], 1]);

        Should.Throw<InvalidOperationException>(() => Read(path)).Message.ShouldBe("cut");
    }

    public void Dispose() => _folder.Dispose();

    private string Members(int count, Func<int, byte[]> content, int cut)
    {
        using var packed = new MemoryStream();
        for (int member = 0; member < count; member++)
        {
            using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(content(member));
        }

        return _folder.Write("a.gz", packed.ToArray()[..^cut]);
    }

    private static GzipInput Open(string path) => new(File.OpenRead(path), () => throw new InvalidOperationException("cut"));

    // How many bytes there are, and how many were allocated to find out.
    private static (long Length, long Allocated) Length(string path)
    {
        using GzipInput input = Open(path);
        byte[] buffer = new byte[1 << 16];
        long before = GC.GetAllocatedBytesForCurrentThread(), length = 0;
        while (input.Read(buffer) is > 0 and int count) length += count;
        return (length, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Read(string path)
    {
        using GzipInput input = Open(path);
        using var all = new MemoryStream();
        input.CopyTo(all, 1000);
        return all.ToArray();
    }
}
