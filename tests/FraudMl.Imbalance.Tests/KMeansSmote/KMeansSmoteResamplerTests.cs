namespace FraudMl.Tests;

public sealed class KMeansSmoteResamplerTests
{
    [Fact]
    public void Parent_and_neighbor_lie_in_one_cluster_and_the_count_is_exact()
    {
        float[][] rows = [.. Enumerable.Range(0, 400).Select(row => new[] { (row % 2 * 1000f) + (row / 7), row * 31 % 100 })];
        TrainingData data = Rows.Of(rows, [.. Enumerable.Range(0, 400).Select(row => row % 10 < 2)]);
        ResampledRows made = Resamplers.KMeansSmote(new() { ClusterCount = 2, BalanceThreshold = 0 }).Resample(data, Rows.Context());
        made.Data.FraudCount.ShouldBe(320);
        made.Origins.ToArray().Where(origin => origin.IsSynthetic).ShouldAllBe(origin => origin.Parent % 2 == origin.Neighbor % 2);
    }

    [Fact]
    public void Clusters_without_enough_frauds_are_explained() =>
        Should.Throw<FraudMlException>(() => Resamplers.KMeansSmote(new() { BalanceThreshold = 0.999 })
            .Resample(Rows.Random(20, 400, shift: 0), Rows.Context())).Message.ShouldBe(
            "KMeans-SMOTE found no cluster among 8 with at least 3 fraud rows and a share of 0.999 of them. Lower BalanceThreshold or "
            + "ClusterCount, or use Resamplers.Smote().");
}
