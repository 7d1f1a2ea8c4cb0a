using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>Mistakes in how candidates are compared.</summary>
internal static class Validating
{
    private static readonly string[] Shuffled = ["Stratified", "InterleavedStratified"];

    /// <summary>Shuffled folds over rows that know their entity's past.</summary>
    public static IEnumerable<Diagnostic> FoldsIgnoreEntity(Body body)
    {
        foreach (IInvocationOperation call in body.Invocations)
        {
            IOperation? folds = call.IsOn("FraudPipeline", "CrossValidate") ? call.ArgumentOf("IFolds") ?? Shuffling(call)
                : call.IsOn("Experiment", "RunAsync") ? Shuffling(call.Receiver().Chain().FirstOrDefault(link =>
                    link.IsOn("Experiment", "ValidateBy"))) : null;
            if (body.Resolve(folds) is not IInvocationOperation scheme || !IsShuffled(scheme)) continue;
            IInvocationOperation[] past = [.. body.Past(call.ArgumentOf("Dataset"))];
            IInvocationOperation[] schema = [.. past.SelectMany(step => step.SchemaCalls())];
            bool hasWindows = past.Any(step => step.IsOn("Dataset", "WithWindows"));
            string? key = schema.Where(said => said.TargetMethod.Name == "Key").Select(said => said.FirstText()).OfType<string>()
                .FirstOrDefault();
            if (!hasWindows && key is null) continue;
            string better = hasWindows || schema.Any(said => said.TargetMethod.Name == "Timestamp")
                ? $"Folds.TimeOrdered({Count(scheme)})"
                : $"Folds.StratifiedGrouped({string.Join(", ", new[] { $"\"{key}\"", Count(scheme) }.Where(given => given.Length > 0))})";
            yield return Rules.FoldsIgnoreEntity.At(scheme.Syntax.GetLocation(), new Fix($"Use {better}").Replace(scheme.Syntax, better),
                hasWindows ? "windows over their past" : $"the key '{key}'", $"Folds.{scheme.TargetMethod.Name}", better);
        }
    }

    /// <summary>A search or ranking by accuracy.</summary>
    public static IEnumerable<Diagnostic> AccuracyOptimized(Body body)
    {
        foreach (IPropertyReferenceOperation accuracy in body.Operations.OfType<IPropertyReferenceOperation>())
        {
            if (accuracy.Property.Name != "Accuracy" || !accuracy.Type.IsOurs("Metric") || Goal(accuracy) is not { } verb) continue;
            string written = accuracy.Syntax is MemberAccessExpressionSyntax access
                ? $"{access.Expression}.AveragePrecision" : "Metrics.AveragePrecision";
            yield return Rules.AccuracyOptimized.At(accuracy.Syntax.GetLocation(),
                new Fix($"{verb} by average precision").Replace(accuracy.Syntax, written), verb.ToLowerInvariant());
        }
    }

    private static string? Goal(IOperation metric)
    {
        IOperation? parent = metric.Parent;
        while (parent is IConversionOperation) parent = parent.Parent;
        return parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } when call.IsOn("Experiment", "Optimize") => "Optimize",
            IArgumentOperation { Parent: IInvocationOperation call } when call.IsOn("Experiment", "RankBy") => "Rank",
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Metric" } goal } } when goal.IsOurs() =>
                "Optimize",
            _ => null,
        };
    }

    private static IOperation? Shuffling(IInvocationOperation? call) => call?.Arguments.Select(argument => argument.Value.Bare())
        .FirstOrDefault(value => value?.Type.IsOurs("IFolds") == true);

    private static bool IsShuffled(IInvocationOperation call) =>
        Shuffled.Contains(call.TargetMethod.Name) && call.TargetMethod.IsOurs() && call.Type.IsOurs("IFolds");

    private static string Count(IInvocationOperation scheme) =>
        scheme.Arguments.FirstOrDefault(argument => argument is { Parameter.Name: "count", ArgumentKind: ArgumentKind.Explicit })
            ?.Value.Syntax.ToString() ?? "";
}
