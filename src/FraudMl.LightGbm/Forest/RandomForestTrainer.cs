using System.Globalization;

namespace FraudMl;

[DefinedAs("Trainers.RandomForest")]
internal sealed class RandomForestTrainer(RandomForestOptions options) : ITrainer
{
    private const int FoldCount = 3;

    public string Name => "Random forest";

    public ValidatedOptions Options => options;

    public ITrainer With(ValidatedOptions options) => new RandomForestTrainer(options.As<RandomForestOptions>(Name));

    public override string ToString() => PartText.Of(this);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        options.Validate();
        data.RequireValid(Name, takesCategories: true);
        context.CancellationToken.ThrowIfCancellationRequested();
        LightGbmLibrary.Require();
        TreeEnsemble votes = Vote(data, context);
        // Votes on rows that a deep tree has grown on are nearly all right, and a curve over them far too steep.
        double[]? unseen = RowsOfSmallerClass(data) < FoldCount ? null : OutOfFoldMargins.Of([Vote], data, FoldCount, context)[0];
        return votes.CalibratedOn(data, unseen);
    }

    private static int RowsOfSmallerClass(TrainingData data)
    {
        bool[] weighing = [.. data.Labels.ToArray().Where((_, row) => data.Weights.IsEmpty || data.Weights.Span[row] > 0)];
        return Math.Min(weighing.Count(label => label), weighing.Count(label => !label));
    }

    private TreeEnsemble Vote(TrainingData data, TrainingContext context)
    {
        string parameters = Parameters(context, data);
        string bins = LightGbmDataset.KeyOf(data, context, options.MaximumBinCount);
        using Rented<DatasetHandle> training = LightGbmDataset.Rent(data, context, bins, parameters);
        using BoosterHandle booster = LightGbmBooster.Create(training.Value, parameters);
        int treeCount = BoostingLoop.Run(options.TreeCount, context, _ => LightGbmBooster.Grow(booster));
        return LightGbmModelText.Parse(LightGbmBooster.ModelText(booster, treeCount), data.Matrix.ColumnCount);
    }

    // The mean of trees that average labels, so that each votes with the share of frauds in its leaf. The least Hessian is above 0, because
    // LightGBM estimates the rows of a leaf from weights, and without it may choose an empty one.
    internal string Parameters(TrainingContext context, TrainingData data) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        objective=regression boosting=rf {LightGbmParameters.Common(context, data.Matrix.Columns)} deterministic=true force_col_wise=true
        num_leaves={LeafCountFor(data)} max_depth=-1 min_data_in_leaf={options.MinimumRowsPerLeaf} min_sum_hessian_in_leaf=0.001
        min_gain_to_split=0 lambda_l1=0 lambda_l2=0 feature_fraction_bynode={options.FeatureRatio:R} bagging_fraction={options.RowRatio:R} bagging_freq=1
        max_bin={options.MaximumBinCount} max_cat_threshold={options.MaximumCategoryThreshold}
        """).ReplaceLineEndings(" ");

    // LightGBM makes room for as many leaves as it may grow. What counts as the rows of a leaf is an estimate where they weigh differently.
    private int LeafCountFor(TrainingData data)
    {
        double rows = Math.Ceiling(data.Matrix.RowCount * options.RowRatio) / (data.Weights.IsEmpty ? options.MinimumRowsPerLeaf : 1);
        return Math.Max(2, Math.Min(options.LeafCount, (int)Math.Ceiling(rows)));
    }
}
