using System.Reflection;

namespace FraudMl;

public sealed partial record FraudPipeline
{
    /// <summary>Returns what will go through without an error and still mislead: a feature that is the label in disguise, and a decision
    /// by costs without a calibrator.</summary>
    /// <remarks>
    /// <see cref="Check"/>, <see cref="CrossValidate"/> and experiments say the same. A feature is suspected as by <c>data.LeaksIn</c>, by
    /// its ROC-AUC alone, here over at most 25,000 rows of each class; one that a <c>Drop</c> step names is not.
    /// </remarks>
    /// <param name="data">The rows to learn from; without labels nothing is said of features.</param>
    public IReadOnlyList<string> WarningsOn(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        HashSet<string> dropped = [.. Steps.Where(IsDrop).SelectMany(step => step.Columns!.Names)];
        IEnumerable<string> leaks = DisguisedLabels.Of(data).Where(leak => !dropped.Contains(leak.ColumnName!))
            .Select(leak => leak.Message);
        return Decision is PerTransactionCostRule && Calibrator is null
            ? [.. leaks, "The decision multiplies probabilities with costs, and nothing calibrates them: a learner may say 0.9 where half "
                + "are frauds. Add .Calibrate(Calibrators.Platt())."]
            : [.. leaks];
    }

    private static bool IsDrop(IFeatureStep step) => step.GetType().GetCustomAttribute<DefinedAsAttribute>()?.Kind == "Drop";
}
