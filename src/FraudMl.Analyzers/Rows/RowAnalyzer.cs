using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FraudMl.Analyzers;

/// <summary>Tells why a <c>[FraudRow]</c> can't be a row, at the member that is in the way.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RowAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rules of rows.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.NotPartial, Rules.NoRow, Rules.NoColumn, Rules.RoleTwice, Rules.NameTwice, Rules.RoleUnfit, Rules.NoColumns,
        Rules.LabelAsFeature, Rules.TimeAsFeature,
    ];

    /// <summary>Registers what is looked at.</summary>
    /// <param name="context">The compiler's.</param>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(RowGenerator.Attribute) is not { } attribute) return;
            start.RegisterSymbolAction(symbols =>
            {
                var type = (INamedTypeSymbol)symbols.Symbol;
                if (!type.GetAttributes().Any(given => SymbolEqualityComparer.Default.Equals(given.AttributeClass, attribute))) return;
                foreach (Diagnostic problem in RowProblems.Of(type, RowMember.Of(type))) symbols.ReportDiagnostic(problem);
            }, SymbolKind.NamedType);
        });
    }
}
