using System.Text;

namespace FraudMl.Tuning;

/// <summary>The trials of a study as plain data.</summary>
/// <param name="Objectives">What it looks for, at least one.</param>
/// <param name="Space">Where it looks.</param>
/// <param name="Trials">Every trial, by number.</param>
public sealed record StudyHistory(IReadOnlyList<StudyObjective> Objectives, ParameterSpace Space, IReadOnlyList<TrialRecord> Trials)
{
    /// <value>The trials that completed.</value>
    public IEnumerable<TrialRecord> Completed => Trials.Where(trial => trial.State == TrialState.Completed);

    /// <value>The best trial of the first objective, of equals the first; null where none completed.</value>
    public TrialRecord? Best => Completed.MaxBy(trial => Objectives[0].Score(trial.Values[0]));

    /// <value>The trials than which no other is better in one objective and not worse in all; by number.</value>
    public IReadOnlyList<TrialRecord> Front
    {
        get
        {
            TrialRecord[] completed = [.. Completed];
            double[][] scores = [.. completed.Select(ScoresOf)];
            return [.. ParetoFront.Of(scores).Select(i => completed[i])];
        }
    }

    /// <summary>Returns the best value of the first objective after each trial that completed.</summary>
    public IEnumerable<(int Number, double Best)> BestSoFar()
    {
        double? best = null;
        foreach (TrialRecord trial in Completed)
        {
            if (best is null || Objectives[0].Score(trial.Values[0]) > Objectives[0].Score(best.Value)) best = trial.Values[0];
            yield return (trial.Number, best.Value);
        }
    }

    /// <summary>Returns the values of a trial turned so that higher is better.</summary>
    internal double[] ScoresOf(TrialRecord trial) => [.. trial.Values.Select((value, i) => Objectives[i].Score(value))];

    /// <summary>Returns how the trials ended and the best of them, or the front.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(FormattableString.Invariant($"{Trials.Count} trials, "));
        text.AppendJoin(", ", Trials.CountBy(trial => trial.State).OrderBy(count => count.Key)
            .Select(count => FormattableString.Invariant($"{count.Value} {$"{count.Key}".ToLowerInvariant()}")));
        text.Append("; ").AppendJoin(", ", Objectives).Append('\n');
        foreach (TrialRecord trial in Objectives.Count > 1 ? Front : Best is { } best ? [best] : []) text.Append(trial).Append('\n');
        return text.ToString();
    }
}
