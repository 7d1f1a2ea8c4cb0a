namespace FraudMl.Tests;

public sealed class SmoteNResamplerTests
{
    // imbalanced-learn's ValueDifferenceMetric(k=1, r=2) of "a" and "b", seen in 1 of 2 and in 2 of 3 frauds: (2 · |1/2 − 2/3|)² = 1/9.
    [Fact]
    public void Distances_are_the_value_difference_metric()
    {
        TrainingData data = Rows.Of([[0], [0], [1], [1], [1]], [true, false, true, true, false]);
        FeatureMatrix matrix = ValueDifferences.Of(data, CategoricalColumns.All(data.Matrix), [0, 1, 2, 3, 4]);
        ExactDistance.Squared(matrix.Row(0), matrix.Row(2)).ShouldBe(1 / 9.0, 1e-6);
    }

    [Fact]
    public void Made_up_rows_take_the_categories_of_most_neighbors()
    {
        var random = new Random(1);
        bool[] labels = [.. Enumerable.Range(0, 200).Select(row => row < 30)];
        TrainingData data = Rows.Of([.. labels.Select(fraud => new float[] { random.Next(3), fraud ? random.Next(2) : random.Next(4) })],
            labels);
        ResampledRows made = Resamplers.SmoteN().Resample(data, Rows.Context());
        made.Data.FraudCount.ShouldBe(170);
        for (int row = 200; row < made.Data.Labels.Length; row++)
        {
            new[] { 0f, 1f, 2f }.ShouldContain(made.Data.Matrix.Row(row)[0]);
            new[] { 0f, 1f }.ShouldContain(made.Data.Matrix.Row(row)[1]);
        }
    }
}
