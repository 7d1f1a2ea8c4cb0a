namespace FraudMl.Conventions.Tests.Documentation;

public sealed class PageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fraudml-page-").FullName;

    [Fact]
    public void Links_and_anchors_are_followed_and_code_is_not_read()
    {
        Write("other.md", "# Other\n## When it's `late`, twice\n## When it's `late`, twice\n");
        Page page = Write("page.md", """
            # Page
            [a](other.md#when-its-late-twice) [b](other.md#when-its-late-twice-1) [c](#page) ![d](picture.png) [e](https://example.com/x)
            [f](other.md#not-there) `[g](nowhere.md)`
            ```text
            # No heading
            [h](nowhere.md)
            ```
            """);
        page.Title.ShouldBe("Page");
        page.Anchors.ShouldBe(["page"]);
        page.Links.Count.ShouldBe(5);
        string[] problems = [.. page.BrokenLinks()];
        problems.Length.ShouldBe(2);
        problems[0].ShouldEndWith("picture.png, which does not exist.");
        problems[1].ShouldContain("other.md#not-there, but no heading");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Page Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return Page.Of(path);
    }
}
