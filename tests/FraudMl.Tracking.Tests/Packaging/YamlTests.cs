using YamlDotNet.Serialization;

namespace FraudMl.Tracking.Tests;

public sealed class YamlTests
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "~", "null", "true", "No", "on", "y", "12", "-3", "0x1f", "1e5", "1.5", ".5", "1:30", ".inf", "-.INF", ".nan",
        "2026-01-02", "2026-01-02 03:04:05.000000",
        "a: b", "a #b", "# a", "- a", "-a", "[a", "{a", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'a'", "\"a\"", "a\nb", "a\r\nb",
        "a\tb", "\ta", " a", "a ", "é €", "\u2028",
        "\0", "\\", "[{\"type\": \"double\", \"name\": \"V1\"}]", "LightGBM + SMOTE", "😀", "a,b", "?", "? a", ":", ": a", "a:", "---",
        "...", "=", "<<", "1_000", "0b1",
    ];

    [Theory, MemberData(nameof(Texts))]
    public void A_text_is_read_back_as_it_was_written_by_us_and_by_a_library(string text)
    {
        var written = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["text"] = text,
            [$"key {text}"] = new[] { text, "b" } };

        string yaml = Yaml.Write(written);

        var ours = (Dictionary<string, object?>)Yaml.Read(new StringReader(yaml))!;
        ours["text"].ShouldBe(text);
        ((List<object?>)ours[$"key {text}"]!)[0].ShouldBe(text);
        var theirs = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<Dictionary<string, object?>>(yaml);
        theirs["text"].ShouldBe(text);
    }

    [Fact]
    public void What_is_written_looks_as_before()
    {
        var written = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["decision"] = null, ["empty"] = Array.Empty<string>(), ["count"] = 3, ["size"] = 12L, ["share"] = 0.25, ["small"] = 1e-7,
            ["truth"] = false, ["version"] = "3.11.1",
            ["map"] = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["list"] = new[] { "a", "b" },
                ["none"] = new SortedDictionary<string, object?>() },
            ["signature"] = "[{\"type\": \"double\", \"name\": \"V1\", \"required\": true}]",
            ["long"] = string.Join(' ', Enumerable.Repeat("word", 60)),
        };

        Yaml.Write(written).ShouldBe(
            new SerializerBuilder().WithNewLine("\n").DisableAliases().WithQuotingNecessaryStrings().Build().Serialize(written));
    }
}
