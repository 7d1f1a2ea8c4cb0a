using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace FraudMl.Analyzers;

/// <summary>Looks through each body of code that calls FraudMl for the mistakes that cost most; what it can't follow it says nothing
/// about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MistakeAnalyzer : DiagnosticAnalyzer
{
    private static readonly Func<Body, IEnumerable<Diagnostic>>[] Looks =
    [
        Evaluating.OnTraining, Evaluating.TrainingOnTest, Evaluating.ThresholdFromTest, Calling.NotAwaited, Calling.ResultDropped,
        Preparing.WindowsAfterSplit, Preparing.LabelAsFeature, Preparing.LabelAsLaterFeature, Validating.FoldsIgnoreEntity,
        Validating.AccuracyOptimized,
        Calling.Unseeded, Calling.SessionNotDisposed, Preparing.ResampledBeforeSplit,
    ];

    /// <summary>The rules of bodies.</summary>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.OfBodies];

    /// <summary>Registers what is looked at.</summary>
    /// <param name="context">The compiler's.</param>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("FraudMl.Dataset") is null) return;
            start.RegisterOperationBlockAction(block =>
            {
                var body = new Body(block.OwningSymbol, block.OperationBlocks);
                if (!body.CallsFraudMl) return;
                foreach (Diagnostic mistake in Looks.SelectMany(look => look(body))) block.ReportDiagnostic(mistake);
            });
        });
    }
}
