using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class UlbSubsetTests
{
    [RealDataFact]
    public void Logistic_regression_reaches_an_average_precision_of_0_910()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Build();
        pipeline.CrossValidate(RealData.Read(), Folds.InterleavedStratified(5)).Mean(Metrics.AveragePrecision).ShouldBeGreaterThan(0.910);
    }
}
