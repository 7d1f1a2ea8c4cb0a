using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FraudMl.Analyzers.Tests;

public sealed class RuleTests
{
    private static readonly DiagnosticDescriptor[] All =
        [.. new DiagnosticAnalyzer[] { new MistakeAnalyzer(), new RowAnalyzer() }.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)];

    [Fact]
    public void Every_rule_has_its_section_of_the_page()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "FraudMl.Sdk.sln"))) root = root.Parent;
        string[] sections = [.. File.ReadAllLines(Path.Combine(root.FullName, "docs", "analyzers.md")).Where(line =>
            line.StartsWith("## ", StringComparison.Ordinal))];
        sections.ShouldBe(All.Select(rule => $"## {rule.Id}").Order(StringComparer.Ordinal));
        foreach (DiagnosticDescriptor rule in All) rule.HelpLinkUri.ShouldBe($"docs/analyzers.md#{rule.Id.ToLowerInvariant()}");
    }

    [Fact]
    public void Every_rule_but_those_that_say_so_has_a_fix_that_a_test_applies() =>
        new MistakeFixes().FixableDiagnosticIds.Except(["FRAUD101"]).Order(StringComparer.Ordinal)
            .ShouldBe(MistakeTests.Mistakes.Where(row => row[3] is not null).Select(row =>
                (string)row[0]!).Distinct().Order(StringComparer.Ordinal));
}
