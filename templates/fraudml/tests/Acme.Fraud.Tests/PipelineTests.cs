using AcmeFraud.Training;

namespace AcmeFraud.Tests;

public class PipelineTests
{
    // A few hundred transactions with your columns, frauds among them; these are made up.
    private static readonly Dataset Sample = Transactions.Load(Path.Combine(AppContext.BaseDirectory, "sample.csv"), seed: 1);

    [Fact]
    public void The_model_finds_more_fraud_than_chance()
    {
        (Dataset train, Dataset test) = Sample.SplitByTime(testShare: 0.3);
        FraudModel model = Pipelines.Fraud().Fit(train);

        Evaluation evaluation = model.Evaluate(test);

        Assert.True(evaluation[Metrics.AveragePrecision] > 2 * evaluation.Prevalence);
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
