using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class UlbSubsetTests
{
    [RealDataFact]
    public void XGBoost_reaches_an_average_precision_of_0_918() =>
        new FraudPipelineBuilder().Train(Trainers.XGBoost()).Build().CrossValidate(RealData.Read(), Folds.InterleavedStratified(5))
            .Mean(Metrics.AveragePrecision).ShouldBeGreaterThan(0.918);
}
