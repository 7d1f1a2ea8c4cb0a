namespace FraudMl;

/// <summary>Options of the one call.</summary>
public sealed record AutoMLOptions : ValidatedOptions
{
    /// <value>The name under which it is tracked. Default <c>automl</c>.</value>
    public string Name { get; init; } = "automl";

    /// <value>What is searched for. Default average precision.</value>
    public Metric Metric { get; init; } = Metrics.AveragePrecision;

    /// <value>Learners and resamplers to leave out, by their names as reports show them, for example <c>XGBoost</c>. Default none.</value>
    public IReadOnlyList<string> LeaveOut { get; init; } = [];

    /// <value>What to choose from; null for all that is registered, <see cref="Catalogue.Parts"/>. Default null.</value>
    public IReadOnlyList<OfferedPart>? Parts { get; init; }

    /// <value>How transactions are flagged, for example by <c>Costs.PerTransaction(…)</c> or <c>Thresholds.AlertsPerDay(20)</c>; null for
    /// the threshold with the best F1. Default null.</value>
    public IDecisionRule? Decision { get; init; }

    /// <value>How long labels take to be known, at least 0: folds leave so much between training and validation, and windows see no
    /// label sooner. Null for 7 days where there is a timestamp and the data spans at least 28 days, else none. Default null.</value>
    public TimeSpan? LabelDelay { get; init; }

    /// <value>Whether features over the past of each entity key are made where there is a timestamp. Default true.</value>
    public bool MakeWindows { get; init; } = true;

    /// <value>How many trials run at once, each with its share of the processors; null for as many as there are processors, at most 4.
    /// Default null. Ignored with a <see cref="Runner"/>, which says it itself.</value>
    [Rule(AtLeast = 1)]
    public int? Parallelism { get; init; }

    /// <value>Where trials run; null for this process. Default null.</value>
    public ITrialRunner? Runner { get; init; }

    /// <value>What one trial may take; null for 60 % of the budget's time. Default null.</value>
    public TrialLimitOptions? Limits { get; init; }

    /// <value>Who sees every event, for example <c>new MlflowObserver(…)</c>. Default nobody.</value>
    public IReadOnlyList<IExperimentObserver> Observers { get; init; } = [];

    /// <value>The seed of everything random. Default 42.</value>
    public int Seed { get; init; } = 42;

    /// <value>The clock of the budget. Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal int TrialsAtOnce => Runner?.Parallelism ?? Parallelism ?? Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return "Name must not be blank.";
        if (LabelDelay < TimeSpan.Zero) yield return $"LabelDelay must be at least 0. Got {LabelDelay} instead.";
        string[] known = [.. (Parts ?? Catalogue.Parts).Select(offer => offer.Part.Name)];
        foreach (string name in LeaveOut.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
            yield return $"LeaveOut names '{name}', which is not there.{NearNames.Hint(name, known)} There are {string.Join(", ", known)}.";
    }
}
