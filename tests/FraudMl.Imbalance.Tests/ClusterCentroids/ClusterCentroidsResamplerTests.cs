namespace FraudMl.Tests;

public sealed class ClusterCentroidsResamplerTests
{
    private static readonly TrainingData Data = Rows.Random(frauds: 40, legitimate: 400);

    [Fact]
    public void Centres_take_the_place_of_the_larger_class()
    {
        ResampledRows rows = Resamplers.ClusterCentroids().Resample(Data, Rows.Context());
        rows.Data.FraudCount.ShouldBe(40);
        rows.Data.Labels.Length.ShouldBe(80);
        rows.Origins.ToArray().Count(origin => origin.IsSynthetic).ShouldBe(40);
        rows.Origins.ToArray().Where(origin => origin.IsSynthetic).Select(origin => origin.Parent).ShouldBeUnique();
    }

    [Fact]
    public void Real_rows_are_kept_where_asked_and_none_twice()
    {
        ResampledRows rows = Resamplers.ClusterCentroids(new() { KeepsRealRows = true }).Resample(Data, Rows.Context());
        rows.Data.Labels.Length.ShouldBe(80);
        rows.Origins.ToArray().ShouldAllBe(origin => !origin.IsSynthetic);
        rows.Origins.ToArray().Select(origin => origin.Parent).ShouldBeUnique();
    }

    [Fact]
    public void Clusters_that_stand_apart_are_found()
    {
        float[][] rows = [.. Enumerable.Range(0, 300).Select(row => new[] { (row % 3 * 100f) + (row * 0.01f), row % 3 == 1 ? 50f : 0 })];
        FeatureMatrix matrix = Rows.Of(rows, new bool[300]).Matrix;
        KMeansClusters clusters = KMeansClusters.Of(matrix, [.. Enumerable.Range(0, 300)], 3, new Random(1), Rows.Context());
        Enumerable.Range(0, 300).GroupBy(row => row % 3)
            .ShouldAllBe(group => group.Select(row => clusters.Assignments[row]).Distinct().Count() == 1);
    }
}
