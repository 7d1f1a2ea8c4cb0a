namespace FraudMl;

/// <summary>What an experiment will do; a run takes it as it stands.</summary>
internal sealed record ExperimentPlan(string Name)
{
    public IReadOnlyList<FraudPipeline> Candidates { get; init; } = [];

    public IReadOnlyList<TuningPhase> Phases { get; init; } = [];

    public IReadOnlyList<IExperimentObserver> Observers { get; init; } = [];

    public IReadOnlyList<IArtifactRenderer> Renderers { get; init; } = [];

    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    public IReadOnlyList<Metric> GivenMetrics { get; init; } = [];

    public IFolds? GivenFolds { get; init; }

    public Metric? GivenMetric { get; init; }

    public ITrialRunner? GivenRunner { get; init; }

    public Dataset? Test { get; init; }

    /// <value>The file that keeps the trials; null for none.</value>
    public string? Journal { get; init; }

    /// <value>The most members of the ensemble at the end; null for no ensemble.</value>
    public int? EnsembleSize { get; init; }

    /// <value>What choosing the ensemble may take; null for no limit. There is no ensemble where it takes longer.</value>
    public Func<TimeSpan?>? EnsembleTime { get; init; }

    /// <value>The bytes that features shared by trials may take; 0 for none.</value>
    public long FeatureMemory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8;

    public TrialLimitOptions Limits { get; init; } = new();

    public int Parallelism { get; init; } = Environment.ProcessorCount;

    public int BatchSize { get; init; } = 4;

    public int Seed { get; init; } = 42;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <value>What observers may take for the events of a cancelled experiment before they are left behind.</value>
    public TimeSpan ObserverGrace { get; init; } = TimeSpan.FromSeconds(5);

    public IFolds Folds => GivenFolds ?? FraudMl.Folds.Stratified(5, Seed);

    public Metric Metric => GivenMetric ?? (Phases.Count > 0 ? Phases[0].Metric : Metrics.AveragePrecision);

    /// <value>What each fold reports beside the usual metrics: the one that decides, those that guide a search, and
    /// those that were asked for.</value>
    public IReadOnlyList<Metric> ReportedMetrics => [Metric, .. Phases.Select(phase => phase.Metric), .. GivenMetrics];

    /// <value>The most trials there can be; null when a phase is limited by time only.</value>
    public int? PlannedTrialCount => Phases.Aggregate((int?)(Candidates.Count + (EnsembleSize is null ? 0 : 1)),
        (sum, phase) => sum + phase.Budget.TrialCount);

    /// <summary>The seed of a trial: it depends on the trial's number alone, whatever runs beside it.</summary>
    public int SeedOf(int trialNumber) => unchecked((int)((uint)Seed + ((uint)trialNumber * 0x9E3779B9u))) & int.MaxValue;
}
