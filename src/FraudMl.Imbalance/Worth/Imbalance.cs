namespace FraudMl;

/// <summary>Questions about class imbalance.</summary>
public static class Imbalance
{
    /// <summary>Returns what class weights and resamplers do to a pipeline, beside nothing at all, under the same folds.</summary>
    /// <remarks>
    /// Each candidate is cross-validated without calibrator; its probabilities carry the resampler's prior
    /// correction. Costs are those of the pipeline's decision rule, a row being flagged when p · cost of the missed fraud
    /// exceeds the cost of a review.
    /// </remarks>
    /// <param name="pipeline">The pipeline; its own resampler is one of the candidates.</param>
    /// <param name="data">Labelled rows.</param>
    /// <param name="resamplers">The candidates; null takes class weights, random undersampling and SMOTE at a ratio of 0.1.</param>
    /// <param name="folds">The fold scheme; null takes five stratified folds.</param>
    /// <param name="options">Seed, threads, progress and cancellation.</param>
    /// <exception cref="FraudMlException">Thrown when the data can't be learned from or has too few frauds for the folds.</exception>
    public static WorthReport IsItWorthIt(
        FraudPipeline pipeline, Dataset data, IReadOnlyList<IResampler>? resamplers = null, IFolds? folds = null,
        FitOptions? options = null)
    {
        options ??= new FitOptions();
        folds ??= Folds.Stratified(5, options.Seed);
        resamplers ??= [Resamplers.ClassWeights(), Resamplers.RandomUnder(new() { TargetRatio = 0.1 }),
            Resamplers.Smote(new() { TargetRatio = 0.1 })];
        IResampler?[] candidates = [null, .. pipeline.Resampler is { } own ? [own] : Array.Empty<IResampler>(), .. resamplers];
        CostTable? costs = pipeline.Decision?.CostsOf(data.Take(Validated(folds, data)));
        FraudPipeline[] pipelines = [
            .. candidates.Select(candidate => candidate is null ? pipeline.WithoutResampler() : pipeline.With(candidate))];
        WorthTrial[] trials = [.. pipelines.Select(candidate => WorthTrial.Of(candidate, data, folds, costs, options))];
        return new WorthReport([.. trials.Select(trial => trial.Against(trials[0], options))]);
    }

    private static int[] Validated(IFolds folds, Dataset data) =>
        [.. folds.Split(FoldInput.Of(data)).SelectMany(fold => fold.ValidationRows).Distinct().Order()];
}
