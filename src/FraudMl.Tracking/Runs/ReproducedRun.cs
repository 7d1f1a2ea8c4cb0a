namespace FraudMl.Tracking;

/// <summary>A run that was run again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Definition">What it was made from.</param>
public sealed record ReproducedRun(string RunId, TrialDefinition Definition)
{
    /// <value>The cross-validation; null where the run fitted a model.</value>
    public CrossValidationReport? Report { get; init; }

    /// <value>The fitted model; null where the run was a cross-validation.</value>
    public FraudModel? Model { get; init; }

    /// <value>
    /// What is not as it was: means and deviations of a cross-validation, scores of a fitted model against those of the
    /// model that the run logged, at most 10 rows of them. Empty when all is the same to the bit, and where nothing could be compared.
    /// </value>
    public IReadOnlyList<RunDifference> Differences { get; init; } = [];

    /// <value>Whether the run logged something to compare with; false for a fit that logged no model. Default true.</value>
    public bool IsCompared { get; init; } = true;

    /// <value>Whether nothing differs from what the run logged; see <see cref="IsCompared"/> for whether it logged anything.</value>
    public bool IsSame => Differences.Count == 0;

    /// <summary>Returns whether it is the same, or what differs.</summary>
    public override string ToString() =>
        IsSame ? $"{RunId}: {(IsCompared ? "the same" : "nothing to compare with")}" : $"{RunId}: {string.Join(", ", Differences)}";
}

/// <summary>A value that came out otherwise than it was logged.</summary>
/// <param name="Name">The metric, or <c>score of row 17</c>, counted from 0.</param>
/// <param name="Logged">What was logged; NaN for nothing.</param>
/// <param name="Reproduced">What came out now; NaN where it is undefined.</param>
public sealed record RunDifference(string Name, double Logged, double Reproduced);
