using AcmeFraud.Training;

namespace AcmeFraud.Tests;

public class PipelineTests
{
#if (useAuto)
    [Fact]
    public async Task The_model_finds_more_fraud_than_chance()
    {
        (Dataset train, Dataset test) = Sample.Data.SplitByTime(testShare: 0.3);
        AutoMLResult result = await AutoML.RunAsync(train, Budget.OfTrials(2), Pipelines.Search("tests", seed: 1));

        Evaluation evaluation = result.Model.Evaluate(result.Prepare(test));

        Assert.True(evaluation[Metrics.AveragePrecision] > 2 * evaluation.Prevalence);
    }
#else
    [Fact]
    public void The_model_finds_more_fraud_than_chance()
    {
        (Dataset train, Dataset test) = Sample.Data.SplitByTime(testShare: 0.3);
        FraudModel model = Pipelines.Fraud().Fit(train);

        Evaluation evaluation = model.Evaluate(test);

        Assert.True(evaluation[Metrics.AveragePrecision] > 2 * evaluation.Prevalence);
    }

    [Fact]
    public void The_saved_model_scores_as_the_fitted_one()
    {
        FraudModel model = Pipelines.Fraud().Fit(Sample.Data);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        Assert.Equal(model.Score(Sample.Data), FraudModel.Load(file).Score(Sample.Data));
    }
#endif
}
