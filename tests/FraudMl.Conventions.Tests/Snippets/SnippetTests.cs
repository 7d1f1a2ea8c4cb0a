namespace FraudMl.Conventions.Tests.Snippets;

public sealed class SnippetTests
{
    [Theory]
    [InlineData("var x = 1;\nConsole.WriteLine(x);")]
    [InlineData("using System.Text;\nusing FraudMl.Options;\nvar rule = new RuleAttribute { AtLeast = 1 };\npublic sealed record "
        + "Card(string Key);")]
    [InlineData("public sealed record Card(string Key);")]
    [InlineData("var app = builder.Build();\nawait app.StartAsync(cancellationToken);")]
    public void A_program_of_a_user_compiles(string code) => SnippetCompiler.Problems(new Snippet(code)).ShouldBeNone();

    [Fact]
    public void An_error_leads_to_its_line_of_the_page()
    {
        string[] page = ["# Page", "```csharp", "var x = 1;", "Console.WriteLine(y);", "```"];
        SnippetCompiler.Problems(Snippet.Of("docs/page.md", page).Single()).ShouldHaveSingleItem().ShouldStartWith("docs/page.md:4 CS0103");
    }

    [Fact]
    public void A_continued_block_knows_the_block_before_it()
    {
        string[] page =
        [
            "```csharp", "var x = 1;", "public sealed record Card(int Key);", "```",
            "<!-- snippet: continued -->", "```csharp", "using System.Text;", "var card = new Card(x);", "```",
            "```csharp", "var card = new Card(x);", "```",
        ];
        Snippet[] snippets = [.. Snippet.Of("page.md", page)];
        SnippetCompiler.Problems(snippets[1]).ShouldBeNone();
        SnippetCompiler.Problems(snippets[2]).Count().ShouldBe(2);
    }
}
