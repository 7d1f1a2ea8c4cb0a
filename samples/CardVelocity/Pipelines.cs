using FraudMl;

namespace CardVelocity;

/// <summary>From raw columns and windows to features, and the learners that are compared on them.</summary>
internal static class Pipelines
{
    public static IEnumerable<FraudPipeline> Candidates(Layout layout, Dataset data)
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
        if (layout.Categories.Length > 0)
            builder.OneHot(Columns.Of(layout.Categories), new() { MinimumShare = 0.001, Unknown = UnknownCategory.Infrequent });
        FraudPipeline pipeline = builder
            .Impute(Columns.Numbers, Imputation.Median)
            .Standardize(Columns.Numbers)
            .Pca(Columns.Of(ofCard), new() { VarianceRatio = 0.95, Prefix = "Card" })
            .Train(Trainers.LogisticRegression())
            .Calibrate(Calibrators.Platt())
            .DecideBy(Costs.PerTransaction(missedFraud: row => row[amount], review: 5))
            .Build();
        return [pipeline, pipeline.With(Trainers.LightGbm(new() { TreeCount = 60, LeafCount = 15 }))];
    }
}
