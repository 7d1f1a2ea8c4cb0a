using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>Mistakes before the first fit.</summary>
internal static class Preparing
{
    /// <summary>Windows over a part of a split.</summary>
    public static IEnumerable<Diagnostic> WindowsAfterSplit(Body body)
    {
        foreach (IInvocationOperation windows in body.Invocations.Where(call => call.IsOn("Dataset", "WithWindows")))
        {
            if (windows.Receiver().Bare() is not { } part || body.SplitOf(part) is not { } split) continue;
            yield return Rules.WindowsAfterSplit.At(windows.Syntax.GetLocation(), Before(body, split, windows), part.Syntax.ToString());
        }
    }

    /// <summary>A label that the schema makes a feature.</summary>
    public static IEnumerable<Diagnostic> LabelAsFeature(Body body)
    {
        foreach (IInvocationOperation feature in body.Invocations.Where(call => call.IsOn("DatasetSchema", "Feature")))
        {
            if (feature.FirstText() is not { } column || feature.Receiver() is not { } receiver) continue;
            IOperation last = feature;
            while (last.Parent is IInvocationOperation next && next.Receiver() == last) last = next;
            if (!last.Chain().Any(call => call.IsOn("DatasetSchema", "Label") && call.FirstText() == column)) continue;
            yield return Rules.LabelAsFeature.At(feature.Syntax.GetLocation(),
                new Fix("Leave the label out of the features").Replace(feature.Syntax, receiver.Syntax.ToString()), column);
        }
    }

    /// <summary>A label that a verb of the dataset makes a feature: refused when it runs.</summary>
    public static IEnumerable<Diagnostic> LabelAsLaterFeature(Body body)
    {
        foreach (IInvocationOperation verb in body.Invocations.Where(call => call.IsOn("Dataset", "AsFeatures")))
        {
            string[] columns = [.. verb.Texts().Distinct()];
            string? label = body.Past(verb.Receiver()).SelectMany(step => step.SchemaCalls())
                .Where(said => said.TargetMethod.Name == "Label").Select(said => said.FirstText())
                .FirstOrDefault(name => name is not null && columns.Contains(name));
            if (label is null || verb.Receiver() is not { } data) continue;
            Fix? fix = columns.Length > 1 ? null
                : new Fix("Leave the label out of the features").Replace(verb.Syntax, data.Syntax.ToString());
            yield return Rules.LabelAsFeature.At(verb.Syntax.GetLocation(), fix, label);
        }
    }

    /// <summary>Rows resampled by hand that are split, validated or fitted afterwards.</summary>
    public static IEnumerable<Diagnostic> ResampledBeforeSplit(Body body)
    {
        if (body.Owner.ContainingType is { } type && Calling.PartOf(type) is not null) yield break;
        foreach (IInvocationOperation resample in body.Invocations.Where(IsResample))
        {
            IInvocationOperation? after = body.Invocations.FirstOrDefault(call => call.Syntax.Span.End > resample.Syntax.Span.End
                && (call.IsOn("FraudPipeline", "CrossValidate") || call.IsOn("Dataset", "SplitByTime", "SplitStratified")));
            if (after is not null)
                yield return Rules.ResampledBeforeSplit.At(resample.Syntax.GetLocation(), null, after.TargetMethod.Name);
        }
    }

    private static bool IsResample(IInvocationOperation call) =>
        call.TargetMethod.Name == "Resample" && call.TargetMethod.ReturnType.IsOurs("ResampledRows");

    private static Fix? Before(Body body, IInvocationOperation split, IInvocationOperation windows)
    {
        if (split.Receiver() is not { } whole || windows.Syntax is not InvocationExpressionSyntax written) return null;
        bool isKnownBefore = windows.Descendants().OfType<ILocalReferenceOperation>().Where(local =>
            local.Syntax != windows.Receiver()?.Syntax)
            .All(local => local.Local.DeclaringSyntaxReferences.All(place => place.Span.End < split.Syntax.SpanStart));
        if (!isKnownBefore) return null;
        string arguments = written.ArgumentList.ToString();
        Fix fix = new("Make the windows before the split");
        bool isThere = whole.Chain().Concat(body.Past(whole)).Any(call =>
            call.IsOn("Dataset", "WithWindows") && call.Syntax is InvocationExpressionSyntax same
                && same.ArgumentList.ToString() == arguments);
        if (!isThere) fix.Replace(whole.Syntax, $"{whole.Syntax}.WithWindows{arguments}");
        string part = windows.Receiver()!.Syntax.ToString();
        return written.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment
            && assignment.Left.ToString() == part ? fix.RemoveLine(statement) : fix.Replace(written, part);
    }
}
