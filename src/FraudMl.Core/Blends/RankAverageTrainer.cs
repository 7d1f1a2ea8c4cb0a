namespace FraudMl;

/// <summary>The mean of the members' ranks among out-of-fold scores, turned into log-odds by Platt's curve.</summary>
[DefinedAs("Trainers.RankAverage")]
internal sealed class RankAverageTrainer(IReadOnlyList<ITrainer> members, RankAverageOptions options) : BlendTrainer(members, options)
{
    public override string Name => $"Rank average of {MemberNames}";

    protected override ITrainer Of(IReadOnlyList<ITrainer> members, ValidatedOptions options) =>
        new RankAverageTrainer(members, options.As<RankAverageOptions>(Name));

    protected override BlendedModel Blend(IReadOnlyList<ScoringModel> models, TrainingData data, TrainingContext context)
    {
        double[][] margins = OutOfFold(data, options.FoldCount, context);
        FittedCalibrator[] shares = [.. margins.Select(TopShareCurve.Of)];
        var ranks = new double[data.Matrix.RowCount];
        for (int row = 0; row < ranks.Length; row++)
        {
            double mean = 0;
            for (int member = 0; member < shares.Length; member++) mean += shares[member].Calibrate(margins[member][row]) / shares.Length;
            ranks[row] = BlendedModel.RankMargin(mean);
        }

        (double slope, double intercept) = TrainingPlatt.FitRising(ranks, data);
        return BlendedModel.Average(models) with { TopShares = shares, Bias = intercept, RankSlope = slope };
    }
}
