using static System.FormattableString;

namespace FraudMl;

/// <summary>The rules scored rows keep; all problems are told at once, by count, never by row contents.</summary>
internal static class ScoredRowsRules
{
    public static void Check(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, ScoredRowsOptions options)
    {
        List<string> problems = [];
        if (labels.Length == 0) problems.Add("There must be at least one row. Got none.");
        SameLength(problems, "scores", scores.Length, labels.Length);
        CheckScores(problems, scores, options.Kind);
        if (options.Weights is { } weights)
        {
            SameLength(problems, "weights", weights.Length, labels.Length);
            NonNegative(problems, "weights", weights);
            if (weights.Length > 0 && !weights.Any(weight => weight > 0))
                problems.Add("At least one weight must be greater than 0. Got only zeros.");
        }
        if (options.Decisions is { } decisions) SameLength(problems, "decisions", decisions.Length, labels.Length);
        if (options.Days is { } days) SameLength(problems, "days", days.Length, labels.Length);
        if (options.Timestamps is { } times) SameLength(problems, "times", times.Length, labels.Length);
        if (options.Margins is { } margins)
        {
            SameLength(problems, "margins", margins.Length, labels.Length);
            if (margins.Any(margin => !double.IsFinite(margin))) problems.Add("Margins must be finite numbers. Some are NaN or infinite.");
        }
        if (options.Blocks is { } blocks) SameLength(problems, "blocks", blocks.Length, labels.Length);
        if (options.Costs is { } costs)
        {
            SameLength(problems, "costs of a missed fraud", costs.MissedFraud.Length, labels.Length);
            SameLength(problems, "costs of a review", costs.Review.Length, labels.Length);
            NonNegative(problems, "costs of a missed fraud", costs.MissedFraud);
            NonNegative(problems, "costs of a review", costs.Review);
        }
        if (problems.Count > 0) throw new FraudMlException("The scored rows are invalid", problems);
    }

    public static void CheckScores(List<string> problems, ReadOnlySpan<double> scores, ScoreKind kind)
    {
        int notFinite = 0, outside = 0;
        foreach (double score in scores)
        {
            if (!double.IsFinite(score)) notFinite++;
            else if (score is < 0 or > 1) outside++;
        }
        if (notFinite > 0) problems.Add(Invariant($"Scores must be finite numbers. {notFinite} of {scores.Length} are NaN or infinite."));
        if (kind == ScoreKind.Probability && outside > 0)
            problems.Add(Invariant(
                $"Probabilities must be in [0, 1]. {outside} of {scores.Length} are outside; say Kind = ScoreKind.Margin if the scores are no probabilities."));
    }

    public static void SameLength(List<string> problems, string what, int got, int expected)
    {
        if (got != expected) problems.Add(Invariant($"There must be as many {what} as labels, {expected}. Got {got} instead."));
    }

    private static void NonNegative(List<string> problems, string what, double[] values)
    {
        int broken = values.Count(value => !(value >= 0) || double.IsInfinity(value));
        if (broken > 0) problems.Add(Invariant($"The {what} must be finite and at least 0. {broken} of {values.Length} are not."));
    }
}
