using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace FraudMl.Conventions.Tests;

public partial class LineLengthTests
{
    private const int Columns = 140;

    [Fact]
    public void A_line_fits_140_columns_unless_it_is_one_text() =>
        new[] { "src", "tests", "samples", "benchmarks", "templates", "build" }.SelectMany(folder => Repository.Files(folder, "*.cs"))
            .SelectMany(TooLong)
            .ShouldBeNone();

    // An interpolated text whose culture is chosen afterwards can't be cut in two, and a raw string shows SQL, HTML or JSON as it is;
    // a break inside it would be part of the text.
    private static IEnumerable<string> TooLong(string path)
    {
        string code = File.ReadAllText(path);
        TextLine[] lines = [.. SourceText.From(code).Lines.Where(line => new StringInfo(line.ToString()).LengthInTextElements > Columns)];
        if (lines.Length == 0) return [];
        TextSpan[] raw = [.. CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot().DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
                && node.GetFirstToken().Text.Contains("\"\"\"", StringComparison.Ordinal))
            .Select(node => node.Span)];
        return lines.Where(line => !raw.Any(line.Span.IntersectsWith) && !OneText().IsMatch(line.ToString()))
            .Select(line => $"{Repository.Name(path)}:{line.LineNumber + 1} has {line.Span.Length} columns; at most {Columns} are read "
                + $"without scrolling.");
    }

    [GeneratedRegex("^\\s*(?:[+?:] |return )?[$@]?\"")]
    private static partial Regex OneText();
}
