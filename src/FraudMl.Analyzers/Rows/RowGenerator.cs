using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FraudMl.Analyzers;

/// <summary>Writes the shape of each <c>[FraudRow]</c>: its columns, their roles, and how a row writes them, without reflection.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RowGenerator : IIncrementalGenerator
{
    internal const string Attribute = "FraudMl.FraudRowAttribute";
    internal const string Step = "Rows";

    /// <summary>Registers what is looked at and what is written.</summary>
    /// <param name="context">The compiler's.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RowModel> rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attribute, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => RowReader.Read((INamedTypeSymbol)found.TargetSymbol))
            .Where(static row => row is not null).Select(static (row, _) => row!).WithTrackingName(Step);
        context.RegisterSourceOutput(rows, static (output, row) =>
            output.AddSource($"{row.FullName.Replace("global::", "").Replace("@", "")}.FraudRow.g.cs", RowWriterCode.Of(row)));
    }
}
