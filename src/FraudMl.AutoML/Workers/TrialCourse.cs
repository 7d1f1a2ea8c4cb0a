using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>What is known of a trial that workers run, one after the other where the first is lost: each step is told once, and a step that
/// comes again gets the answer that it got.</summary>
internal sealed class TrialCourse
{
    private readonly TrialWork _work;
    private readonly Func<FitProgress, TrialDirective> _progress;
    private readonly IReadOnlyList<Fold> _splits;
    private readonly Dictionary<TrialStep, TrialDirective> _answers = [];
    private readonly FoldResult?[] _results;

    public TrialCourse(TrialWork work, Func<FitProgress, TrialDirective> progress)
    {
        (_work, _progress) = (work, progress);
        _splits = work.Folds.Split(FoldInput.Of(work.Data));
        _results = new FoldResult?[_splits.Count];
    }

    public TrialDirective Take(IterationDone done) => Told(new TrialStep(done.Fold, done.Iteration), () =>
        new FitProgress(done.Fold, null, new TrainingIteration(done.Iteration, done.IterationCount, done.ValidationScore)));

    public TrialDirective Take(FoldDone done) => Told(new TrialStep(done.Fold), () =>
        new FitProgress(done.Fold, _results[done.Fold] = Result(done), null));

    /// <summary>Returns the report of a trial whose folds all were told.</summary>
    public CrossValidationReport Report() =>
        _work.Trial.Pipeline.ReportOf(_work.Data, _splits, _results!, FoldMetrics.With(_work.Metrics));

    private FoldResult Result(FoldDone done)
    {
        double[] scores = MemoryMarshal.Cast<byte, double>(done.Scores).ToArray();
        Fold split = _splits[done.Fold];
        // A journal does not keep all scores.
        if (scores.Length == 0)
        {
            return new FoldResult(done.Fold, split.TrainingRows.Length, split.ValidationRows.Length, done.Metrics, done.FitSeconds,
                done.ScoreSeconds) { Rows = ScoredRows.None };
        }

        return _work.Trial.Pipeline.ResultOf(_work.Data.Take(split.ValidationRows), split.TrainingRows.Length, done.Fold, scores,
            (_, _) => done.Metrics, done.FitSeconds, done.ScoreSeconds);
    }

    private TrialDirective Told(TrialStep step, Func<FitProgress> progress)
    {
        if (!_answers.TryGetValue(step, out TrialDirective answer)) _answers[step] = answer = _progress(progress());
        return answer;
    }
}
