using System.Buffers.Binary;

namespace FraudMl.Conventions.Tests.Documentation;

/// <summary>The pictures of docs/images: made by <c>./build.sh pictures</c>, small, and each on a page.</summary>
public sealed class PictureTests
{
    private const int MaxBytes = 100 * 1024, MaxWidth = 2000;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly string[] NotOnAPage = ["docs/images/icon.png", "docs/images/icon.svg"];

    private static IEnumerable<string> Pictures =>
        Repository.Files("docs/images").Where(path => Path.GetExtension(path) is ".png" or ".svg");

    [Fact]
    public void Every_picture_stands_on_a_page() => Pictures.Select(Repository.Name)
        .Except(Page.All.SelectMany(page => page.Links.Select(link => Repository.Name(page.Resolve(link.File)))).Concat(NotOnAPage))
        .Select(name => $"{name} is on no page.").ShouldBeNone();

    [Fact]
    public void Every_picture_is_small() => Pictures.Select(path => (Name: Repository.Name(path), Size: new FileInfo(path).Length))
        .Where(picture => picture.Size > MaxBytes)
        .Select(picture => $"{picture.Name} has {picture.Size:N0} bytes; at most {MaxBytes:N0}.").ShouldBeNone();

    [Fact]
    public void Every_PNG_is_one() => Pictures.Where(path => path.EndsWith(".png", StringComparison.Ordinal)).Where(path => !IsPng(path))
        .Select(path => $"{Repository.Name(path)} is no PNG of 1 to {MaxWidth} pixels width.").ShouldBeNone();

    private static bool IsPng(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return bytes.Length > 24 && bytes.AsSpan(0, Signature.Length).SequenceEqual(Signature)
            && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)) is > 0 and <= MaxWidth;
    }
}
