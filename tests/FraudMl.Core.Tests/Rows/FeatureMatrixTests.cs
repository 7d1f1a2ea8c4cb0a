namespace FraudMl.Tests;

public sealed class FeatureMatrixTests
{
    [Fact]
    public void More_values_than_an_array_holds_are_refused_with_rows_and_columns()
    {
        FeatureColumn[] columns = [.. Enumerable.Range(0, 1000).Select(i => new FeatureColumn($"f{i}", $"f{i}"))];
        var matrix = new FeatureMatrix(new float[1000], 1, columns);

        string message = Should.Throw<FraudMlException>(() => matrix.Take(new int[2_200_000])).Message;

        message.ShouldStartWith("2200000 rows of 1000 columns are more values than an array can hold");
        message.ShouldContain("Take fewer rows");
    }

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(5, 0, 0)]
    [InlineData(3, 7, 21)]
    [InlineData(2_147_483_591, 1, 2_147_483_591)]
    public void The_values_of_a_matrix_are_counted(long rows, long columns, int count) =>
        FeatureMatrix.CellCount(rows, columns).ShouldBe(count);
}
