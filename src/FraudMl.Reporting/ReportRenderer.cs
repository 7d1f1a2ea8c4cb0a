using System.Collections.Concurrent;

namespace FraudMl.Reporting;

/// <summary>Renders the charts of every trial and of the final evaluation, and one HTML page that compares all runs.</summary>
/// <remarks>
/// A trial brings <c>curves/*.png</c>; the winner with test data brings <c>test/*.png</c> and <c>test/evaluation.json</c>; the end, also by
/// failure or cancellation, brings <c>comparison.html</c> and <c>comparison.csv</c> of what finished. Thread-safe.
/// </remarks>
/// <param name="options">What the page of the comparison shows: its segment columns and how many runs carry curves. Title, metric and what
/// belongs to the winner come from the experiment.</param>
/// <exception cref="FraudMlException">Thrown when an option breaks its rule.</exception>
public sealed class ReportRenderer(ComparisonOptions? options = null) : IArtifactRenderer
{
    private readonly ComparisonOptions _options = Checked(options ?? new());
    private readonly ConcurrentDictionary<string, ExperimentNotes> _notes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<ArtifactProduced> Render(ExperimentEvent experimentEvent)
    {
        ArgumentNullException.ThrowIfNull(experimentEvent);
        ExperimentNotes notes = _notes.GetOrAdd(experimentEvent.Experiment, _ => new());
        notes.Take(experimentEvent);
        return experimentEvent switch
        {
            TrialCompleted trial => TrialArtifacts.Of(trial),
            WinnerFitted winner => TestArtifacts.Of(winner),
            ExperimentCompleted completed => Close(completed, notes, completed.Trials),
            ExperimentCancelled or ExperimentFailed => Close(experimentEvent, notes, notes.Trials),
            _ => [],
        };
    }

    private IEnumerable<ArtifactProduced> Close(ExperimentEvent end, ExperimentNotes notes, IReadOnlyList<TrialCompleted> trials)
    {
        _notes.TryRemove(end.Experiment, out _);
        return trials.Count == 0 ? [] : ComparisonArtifacts.Of(end, trials, notes, _options);
    }

    private static ComparisonOptions Checked(ComparisonOptions options)
    {
        options.Validate();
        return options;
    }

    /// <summary>Returns what it does.</summary>
    public override string ToString() => "renders charts and pages of experiments";
}
