using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests;

public sealed class UlbSubsetTests
{
    [RealDataFact]
    public void LightGBM_reaches_an_average_precision_of_0_920() =>
        CrossValidate(RealData.Read()).Mean(Metrics.AveragePrecision).ShouldBeGreaterThan(0.920);

    [RealDataFact]
    public void The_defaults_do_not_collapse_when_one_row_in_500_is_a_fraud()
    {
        Dataset data = RealData.Read();
        int[] frauds = [.. Enumerable.Range(0, data.RowCount).Where(row => data.Labels[row]).Where((_, i) => i % 17 == 0)];
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => !data.Labels[row]).Concat(frauds).Order()];
        Metrics.AveragePrecision.Compute(CrossValidate(data.Take(rows)).OutOfFold).ShouldBeGreaterThan(0.7);
    }

    private static CrossValidationReport CrossValidate(Dataset data) =>
        new FraudPipelineBuilder().Train(Trainers.LightGbm()).Build().CrossValidate(data, Folds.InterleavedStratified(5));
}
