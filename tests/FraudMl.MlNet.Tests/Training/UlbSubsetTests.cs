using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Training;

public sealed class UlbSubsetTests
{
    [RealDataFact]
    public void A_random_forest_reaches_an_average_precision_of_0_905()
    {
        FraudPipeline pipeline = new FraudPipelineBuilder().Train(Trainers.FastForest()).Build();
        pipeline.CrossValidate(RealData.Read(), Folds.InterleavedStratified(5)).Mean(Metrics.AveragePrecision).ShouldBeGreaterThan(0.905);
    }
}
