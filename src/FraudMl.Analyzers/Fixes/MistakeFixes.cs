using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace FraudMl.Analyzers;

/// <summary>Offers the fix that a diagnostic carries.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MistakeFixes : CodeFixProvider
{
    /// <summary>The rules whose diagnostics may carry a fix.</summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Rules.Fixable.Select(rule => rule.Id)];

    /// <summary>Mends all of a file, a project or a solution, one after the other.</summary>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <summary>Registers the fix.</summary>
    /// <param name="context">The editor's.</param>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(Fix.Title, out string? title))
                context.RegisterCodeFix(CodeAction.Create(title!, cancel =>
                    MendAsync(context.Document, diagnostic, cancel), title), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> MendAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Fix.Of(diagnostic).OrderBy(change => change.Span.Start)));
    }
}
