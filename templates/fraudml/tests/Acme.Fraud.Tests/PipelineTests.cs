using AcmeFraud.Training;

namespace AcmeFraud.Tests;

public class PipelineTests
{
    private static readonly Dataset Sample = SyntheticTransactions.CreditCard(new() { RowCount = 4_000, FraudRatio = 0.02, Seed = 1 });

    [Fact]
    public void The_model_finds_more_fraud_than_chance()
    {
        (Dataset train, Dataset test) = Sample.SplitByTime(testShare: 0.3);
        FraudModel model = Pipelines.Fraud().Fit(train);

        Evaluation evaluation = model.Evaluate(test);

        Assert.True(evaluation[Metrics.AveragePrecision] > 5 * evaluation.Prevalence);
    }

    [Fact]
    public void The_saved_model_scores_as_the_fitted_one()
    {
        FraudModel model = Pipelines.Fraud().Fit(Sample);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        Assert.Equal(model.Score(Sample), FraudModel.Load(file).Score(Sample));
    }
}
