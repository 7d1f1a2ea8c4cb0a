using System.Text.RegularExpressions;

namespace FraudMl.Conventions.Tests.Degenerate;

/// <summary>
/// On rows that tell nothing every learner, sampler and step of every package ends with the share of frauds, or with one sentence that
/// names the column and
/// a way out; <c>Check</c> says so before any training. A new part is enrolled by being there.
/// </summary>
public sealed partial class DegenerateInputTests
{
    private const double Sample = 0.02;

    public static TheoryData<string> Trainers => [.. DegenerateParts.Trainers];

    public static TheoryData<string> Resamplers => [.. DegenerateParts.Resamplers];

    public static TheoryData<string> Steps => [.. DegenerateParts.Steps];

    [Theory, MemberData(nameof(Trainers))]
    public void A_learner_gives_the_share_of_frauds_or_one_explanation(string trainer) => DegenerateCase.All.SelectMany(input =>
        ProblemsOf(input, new FraudPipelineBuilder().OneHot("T").Drop("D").Train(DegenerateParts.Trainer(trainer)).Build(),
            isLearner: DegenerateParts.Trainer(trainer).NeedsLabels)).ShouldBeNone();

    [Theory, MemberData(nameof(Resamplers))]
    public void A_sampler_leaves_a_model_or_one_explanation(string resampler) => DegenerateCase.All.SelectMany(input => ProblemsOf(
        input,
        new FraudPipelineBuilder().OneHot("T").Drop("D").Resample(DegenerateParts.Resampler(resampler))
            .Train(FraudMl.Trainers.DecisionTree()).Build(),
        isLearner: false)).ShouldBeNone();

    [Theory, MemberData(nameof(Steps))]
    public void A_step_leaves_finite_features_or_one_explanation(string step)
    {
        FraudPipeline[] pipelines = [.. new[] { Columns.Numbers, Columns.Texts, Columns.Timestamps, Columns.Of("F", "G") }
            .Select(columns => Around(step, columns))
            .Where(pipeline => Refusal(pipeline, DegenerateCase.All[0].Data).Refused is null)];
        pipelines.ShouldNotBeEmpty($"{step} fits on no kind of column");
        pipelines.SelectMany(pipeline => DegenerateCase.All.SelectMany(input => ProblemsOf(input, pipeline, isLearner: false)))
            .ShouldBeNone();
    }

    private static FraudPipeline Around(string step, Columns columns) =>
        new FraudPipelineBuilder().Step(DegenerateParts.Step(step, columns))
        .Drop(Columns.Texts).Drop(Columns.Timestamps)
        .Train(step == "CategoricalStep" ? FraudMl.Trainers.LightGbm(new() { TreeCount = 5 }) : FraudMl.Trainers.DecisionTree()).Build();

    private static IEnumerable<string> ProblemsOf(DegenerateCase input, FraudPipeline pipeline, bool isLearner)
    {
        string who = $"{string.Join(" ", pipeline.Steps.Take(1).Select(step => step.Name))} {pipeline.Name} on {input.Name}";
        (double[] scores, FraudMlException? refused) = (null!, null);
        string? failure = null;
        try
        {
            (scores, refused) = Refusal(pipeline, input.Data);
        }
        catch (Exception error)
        {
            failure = $"{who}: {error.GetType().Name}: {error.Message}";
        }

        if (failure is not null) return [failure];
        IEnumerable<string> problems = refused is null ? Wrong(input, scores, isLearner) : Unexplained(input, refused);
        return problems.Concat(Untold(input, pipeline, refused)).Select(problem => $"{who}: {problem}");
    }

    private static (double[] Scores, FraudMlException? Refused) Refusal(FraudPipeline pipeline, Dataset data)
    {
        try
        {
            return (pipeline.Fit(data, new() { ThreadCount = 1 }).Score(data), null);
        }
        catch (FraudMlException refused)
        {
            return ([], refused);
        }
    }

    private static IEnumerable<string> Wrong(DegenerateCase input, double[] scores, bool isLearner)
    {
        if (scores.Any(score => score is not (>= 0 and <= 1)))
            yield return $"scores are no probabilities: {scores.First(score => score is not (>= 0 and <= 1))}";
        else if (isLearner && !input.Tells && scores.Any(score => Math.Abs(score - input.FraudShare) > Sample))
            yield return $"scores from {scores.Min():0.000} to {scores.Max():0.000} where the share of frauds is {input.FraudShare:0.000}";
        else if (isLearner && !input.IsOfCounts && Metrics.RocAuc.Compute(new ScoredRows(input.Data.Labels, scores)) is var area
            && area < (input.Tells ? 0.6 : 0.499))
            yield return $"ROC-AUC {area:0.000}";
    }

    private static IEnumerable<string> Unexplained(DegenerateCase input, FraudMlException refused)
    {
        if (input.Column is not null && !refused.Message.Contains($"'{input.Column}'", StringComparison.Ordinal))
            yield return $"a refusal that does not name '{input.Column}': {refused.Message}";
        if (!WayOut().IsMatch(refused.Message)) yield return $"a refusal without a way out: {refused.Message}";
    }

    private static IEnumerable<string> Untold(DegenerateCase input, FraudPipeline pipeline, FraudMlException? refused)
    {
        if (input.IsOfCounts) yield break;
        PipelineCheck check = pipeline.Check(input.Data);
        if (refused is null && check.Problems.Count > 0) yield return $"Check tells what is not so: {check.Problems[0]}";
        if (refused is not null && check.Problems.Count == 0) yield return $"Check does not tell: {refused.Message}";
        if (refused is not null && input.Column is not null
            && !check.Problems.Any(problem => problem.Contains($"'{input.Column}'", StringComparison.Ordinal)))
            yield return $"Check does not name '{input.Column}': {string.Join(" ", check.Problems)}";
    }

    [GeneratedRegex(
        @"\b(Add|Ask|Bring|Check|Choose|Clean|Drop|Encode|Fill|Give|Impute|Keep|Leave|Limit|Lower|Raise|Relax|Set|Take|Use)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WayOut();
}
