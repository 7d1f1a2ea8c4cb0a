using FraudMl;

namespace CardVelocity;

/// <summary>From raw columns and windows to features, and the learners that are compared on them.</summary>
internal static class Pipelines
{
    public static IEnumerable<FraudPipeline> Candidates(Layout layout, Dataset data)
    {
        // A linear model needs a column for each category; LightGBM splits the categories themselves.
        yield return Pipeline(layout, data, builder => builder
            .OneHot(Columns.Of(layout.Categories), new() { MinimumShare = 0.001, Unknown = UnknownCategory.Infrequent }),
            Trainers.LogisticRegression());
        yield return Pipeline(layout, data, builder => builder.Categorical(Columns.Of(layout.Categories)),
            Trainers.LightGbm(new() { TreeCount = 60, LeafCount = 15 }));
    }

    private static FraudPipeline Pipeline(
        Layout layout, Dataset data, Func<FraudPipelineBuilder, FraudPipelineBuilder> categories, ITrainer trainer)
    {
        string amount = layout.Amount;
        string[] ofCard = [.. data.Windows.Where(entity => entity.Keys.SequenceEqual([layout.Card])).SelectMany(entity => entity.Features)
            .Select(feature => feature.Name)];
        FraudPipelineBuilder builder = new FraudPipelineBuilder()
            .Calendar(layout.Time, new() { Parts = CalendarParts.Hour | CalendarParts.Weekend | CalendarParts.Night, Cyclic = true })
            .Derive("LogAmount", row => MathF.Log(1 + row[amount]))
            .TargetMean(layout.Terminal, new() { CrossFit = TargetCrossFit.OrderedInTime, LabelDelay = layout.Days.LabelDelay,
                KeepInput = true })
            .WeightOfEvidence(Columns.Of(layout.Terminal, amount));
        return (layout.Categories.Length > 0 ? categories(builder) : builder)
            .Impute(Columns.Numbers, Imputation.Median)
            .Standardize(Columns.Numbers)
            .Pca(Columns.Of(ofCard), new() { VarianceRatio = 0.95, Prefix = "Card" })
            .Train(trainer)
            .Calibrate(Calibrators.Platt())
            .DecideBy(Costs.PerTransaction(missedFraud: row => row[amount], review: 5))
            .Build();
    }
}
