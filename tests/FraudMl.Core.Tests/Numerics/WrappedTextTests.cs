namespace FraudMl.Tests;

public sealed class WrappedTextTests
{
    [Fact]
    public void Lines_are_broken_between_words_and_go_on_indented()
    {
        string text = string.Join(' ', Enumerable.Repeat("seven77", 20));

        string[] lines = WrappedText.Of($"short\n{text}\n").Split('\n');

        lines[0].ShouldBe("short");
        lines[1].Length.ShouldBe(79);
        lines[2].ShouldStartWith("    seven77 ");
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[^1].ShouldBeEmpty();
        string.Join(' ', lines[1..^1].Select(line => line.Trim())).ShouldBe(text);
    }

    [Fact]
    public void A_word_that_is_too_long_is_left_whole()
    {
        string word = new('x', 100);
        WrappedText.Of($"a {word} b").Split('\n').ShouldBe([$"a {word}", "    b"]);
        WrappedText.Of(word).ShouldBe(word);
    }
}
