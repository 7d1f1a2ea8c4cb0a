using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace FraudMl.Analyzers;

/// <summary>Mistakes with rows held out.</summary>
internal static class Evaluating
{
    /// <summary>A model that is evaluated on rows that it was fitted on, and not on others beside them to see how far it
    /// overfits.</summary>
    public static IEnumerable<Diagnostic> OnTraining(Body body)
    {
        Evaluated[] all = [.. body.Invocations.Where(call => call.IsOn("FraudModel", "Evaluate"))
            .Select(call => Evaluated.Of(body, call, FitOf(body, call.Receiver()))).OfType<Evaluated>()];
        foreach (Evaluated one in all.Where(one => one.IsShared))
        {
            if (all.Any(other => other.Fit == one.Fit && !other.IsShared)) continue;
            yield return Told(body, one);
        }

        foreach (IInvocationOperation run in body.Invocations.Where(call => call.IsOn("Experiment", "RunAsync")))
        {
            IInvocationOperation? test = run.Receiver().Chain().FirstOrDefault(link => link.IsOn("Experiment", "EvaluateOn"));
            if (test is not null && Evaluated.Of(body, test, run) is { IsShared: true } shared) yield return Told(body, shared);
        }
    }

    /// <summary>The second part of a split, used for training or tuning.</summary>
    public static IEnumerable<Diagnostic> TrainingOnTest(Body body)
    {
        foreach (IInvocationOperation call in body.Invocations.Where(IsTraining))
        {
            if (call.ArgumentOf("Dataset") is not { } data || body.RowsOf(data) is not { Part: 1 } rows) continue;
            Fix? fix = body.Sibling(rows) is { } train ? new Fix($"Use {train}").Replace(data.Syntax, train) : null;
            yield return Rules.TrainedOnTest.At(
                data.Syntax.GetLocation(), fix, rows.Name, call.TargetMethod.Name == "Fit" ? "training" : "choosing");
        }
    }

    /// <summary>A fixed threshold that an evaluation of the test rows named.</summary>
    public static IEnumerable<Diagnostic> ThresholdFromTest(Body body)
    {
        foreach (IInvocationOperation call in body.Invocations.Where(call => call.TargetMethod.Name == "Fixed"
            && call.Type.IsOurs("IDecisionRule")))
        {
            if (call.Arguments.Length == 0 || !ComesFromTest(body, call.Arguments[0].Value, 0)) continue;
            yield return Rules.ThresholdFromTest.At(call.Syntax.GetLocation(),
                new Fix("Choose the threshold from out-of-fold scores").Replace(call.Syntax, "Thresholds.BestFBeta()"));
        }
    }

    private static Diagnostic Told(Body body, Evaluated one)
    {
        (IOperation data, Rows asked, _, IOperation given, Rows fitted) = one;
        Fix? fix = asked.Key.Equals(fitted.Key) && fitted.Part == 0 && body.Sibling(fitted) is { } test
            ? new Fix($"Evaluate on {test}").Replace(data.Syntax, test)
            : asked.Part == 1 && body.Sibling(asked) is { } train
            ? new Fix($"Fit on {train}").Replace(given.Syntax, train) : null;
        return Rules.EvaluatedOnTraining.At(data.Syntax.GetLocation(), fix, fitted.Name, asked.Name);
    }

    private static bool IsTraining(IInvocationOperation call) => call.IsOn("FraudPipeline", "Fit", "CrossValidate") || IsSearch(call);

    private static bool IsSearch(IInvocationOperation call) =>
        call.TargetMethod.Name == "RunAsync" && call.TargetMethod.IsOurs() && Calling.ResultOf(call) is not null;

    // The fit that a model comes from, or the search whose best it is.
    private static IInvocationOperation? FitOf(Body body, IOperation? model)
    {
        IOperation? value = body.Resolve(model);
        if (value is IPropertyReferenceOperation { Property.Name: "Best" or "Model", Instance: { } result }) value = body.Resolve(result);
        return value is IInvocationOperation call && (call.IsOn("FraudPipeline", "Fit") || IsSearch(call)) ? call : null;
    }

    // The outermost split only: the second part of a part is there to choose by.
    private static bool ComesFromTest(Body body, IOperation value, int depth) => depth < 6 && value.DescendantsAndSelf().Any(part =>
        (part is IInvocationOperation call && call.IsOn("FraudModel", "Evaluate") && body.RowsOf(call.ArgumentOf("Dataset"))
            is { Part: 1, Whole: null or { Part: -1 } })
        || (part is ILocalReferenceOperation local && body.Resolve(local) is { } from && from != local
            && from is not ILocalReferenceOperation
            && ComesFromTest(body, from, depth + 1)));

    /// <summary>An evaluation whose model's rows are known.</summary>
    private sealed record Evaluated(IOperation Data, Rows Asked, IInvocationOperation Fit, IOperation Given, Rows Fitted)
    {
        public bool IsShared => Fitted.Shares(Asked);

        public static Evaluated? Of(Body body, IInvocationOperation evaluate, IInvocationOperation? fit) =>
            evaluate.ArgumentOf("Dataset") is { } data && body.RowsOf(data) is { } asked
                && fit?.ArgumentOf("Dataset") is { } given && body.RowsOf(given) is { } fitted
                ? new Evaluated(data, asked, fit, given, fitted) : null;
    }
}
