using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FraudMl.Analyzers;

/// <summary>Changes of one file that mend what a diagnostic tells; it travels with the diagnostic, as the analyzer knows what is
/// around.</summary>
/// <param name="title">What an editor offers.</param>
internal sealed class Fix(string title)
{
    public const string Title = "title";

    private readonly List<(Location Place, string Text)> _changes = [];

    public Fix Replace(SyntaxNode node, string text) => Replace(node.SyntaxTree, node.Span, text);

    public Fix Insert(SyntaxToken before, string text) => Replace(before.SyntaxTree!, new TextSpan(before.SpanStart, 0), text);

    /// <summary>Takes a node away, and with it the space behind it.</summary>
    public Fix Remove(SyntaxNode node) => Replace(
        node.SyntaxTree, TextSpan.FromBounds(node.SpanStart, node.GetTrailingTrivia().ToFullString().Trim().Length == 0
            ? node.FullSpan.End : node.Span.End), "");

    /// <summary>Takes a statement away with its line.</summary>
    public Fix RemoveLine(SyntaxNode node) => Replace(node.SyntaxTree, node.FullSpan, "");

    public (IReadOnlyList<Location> Places, ImmutableDictionary<string, string?> Properties) ToParts() =>
        ([.. _changes.Select(change => change.Place)],
            _changes.Select((change, index) => new KeyValuePair<string, string?>(Key(index), change.Text))
                .Append(new(Title, title)).ToImmutableDictionary());

    /// <summary>Returns the changes that a diagnostic carries; none where there is no fix.</summary>
    public static IEnumerable<TextChange> Of(Diagnostic diagnostic) => diagnostic.AdditionalLocations
        .Select((place, index) => new TextChange(place.SourceSpan, diagnostic.Properties.TryGetValue(Key(index), out string? text)
            ? text! : ""));

    private static string Key(int index) => $"text{index}";

    private Fix Replace(SyntaxTree tree, TextSpan span, string text)
    {
        _changes.Add((Location.Create(tree, span), text));
        return this;
    }
}

/// <summary>Makes diagnostics that carry their fix.</summary>
internal static class DiagnosticsWithFix
{
    public static Diagnostic At(this DiagnosticDescriptor rule, Location place, Fix? fix, params object[] words)
    {
        if (fix is null) return Diagnostic.Create(rule, place, words);
        (IReadOnlyList<Location> places, ImmutableDictionary<string, string?> properties) = fix.ToParts();
        return Diagnostic.Create(rule, place, places, properties, words);
    }
}
