namespace FraudMl.Experiments;

/// <summary>What an experiment found, for what shows it: reports know no package that runs experiments.</summary>
public interface IExperimentResult
{
    /// <value>The metric that decides.</value>
    Metric Metric { get; }

    /// <value>The finished trials in their order.</value>
    IReadOnlyList<TrialCompleted> Trials { get; }

    /// <value>The trial that won.</value>
    TrialInfo BestTrial { get; }

    /// <value>The winner on test data; null where none was given.</value>
    Evaluation? Evaluation { get; }

    /// <value>The trials of each search.</value>
    IReadOnlyList<StudyHistory> Histories { get; }
}
