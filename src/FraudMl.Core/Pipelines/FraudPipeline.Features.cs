namespace FraudMl;

public sealed partial record FraudPipeline
{
    // Of the rows of a fold, which an earlier trial may have made, or of all.
    private FoldFeatures FeaturesOf(Dataset data, Fold? split, FitOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dataset train = split is null ? data : data.Take(split.TrainingRows);
        Fold? held = Held(train, options);
        var context = new StepContext(options.Seed, options.Inner, cancellationToken);
        return split is not null && options is { Features: { } cache, InnerFolds: { } inner }
            ? cache.Get(new FeatureKey(data, inner, Steps, split, held?.ValidationRows ?? []), context, Make)
            : Make(context);

        FoldFeatures Make(StepContext context)
        {
            (Dataset rows, Dataset? rest) = Parts(train, held);
            (FittedFeatures features, FeatureMatrix matrix) = FittedFeatures.Fit(Steps, rows, context);
            return new FoldFeatures(features, TrainingOf(rows, matrix, rest, features), data, split?.ValidationRows ?? []);
        }
    }

    internal (Dataset Rows, Dataset? Held) HoldBack(Dataset data, FitOptions options) => Parts(data, Held(data, options));

    private Fold? Held(Dataset data, FitOptions options) => Trainer.ValidationShare > 0
        ? options.Inner.HoldOut(FoldInput.Of(data), Trainer.ValidationShare, options.Seed) : null;

    private static (Dataset Rows, Dataset? Held) Parts(Dataset data, Fold? held) =>
        held is null ? (data, null) : (data.Take(held.TrainingRows), data.Take(held.ValidationRows));
}
