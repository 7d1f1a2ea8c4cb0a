namespace FraudMl.Tests;

/// <summary>Against scipy 1.10 and scikit-learn 1.2; weight of evidence and population stability are the steps' and the evaluation's own,
/// with golden files there.</summary>
public sealed class StatisticsTests
{
    private static readonly float[] U = [1.8f, 0.4f, 1, 2.2f, 1.9f, -1, 1, -0.2f, -0.1f, 0.4f, 0.1f, 1.5f];
    private static readonly float[] V = [2.6f, 0.5f, 1.4f, 2.5f, 3.4f, -1.2f, 1.3f, -1.1f, -2.7f, 1.1f, 1, 0.8f];

    [Fact]
    public void Mutual_information_equals_scikit_learns() =>
        BinInformation.Of([3, 0, 6], [7, 10, 4])!.Value.ShouldBe(0.18290564570017684, 1e-12);

    [Fact]
    public void Cramers_v_equals_scipys() => CramersV.Of([2, 1, 0, 3, 2, 0], 2)!.Value.ShouldBe(0.816496580927726, 1e-12);

    [Fact]
    public void Correlations_equal_scipys()
    {
        DatasetProfile profile = new Dataset([new NumberColumn("u", U), new NumberColumn("v", V),
            new NumberColumn("constant", new float[12])]).Profile();

        profile.Pearson!.Columns.ShouldBe(["u", "v"]);
        profile.Pearson.Values[0][1]!.Value.ShouldBe(0.8370547243165549, 1e-12);
        profile.Spearman!.Values[1][0]!.Value.ShouldBe(0.8631632081616798, 1e-12);
        profile.Spearman.Values[1][1]!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Correlations_leave_out_rows_without_both_values()
    {
        float[] gaps = [.. V.Select((value, row) => row is 2 or 7 ? float.NaN : value)];

        new Dataset([new NumberColumn("u", U), new NumberColumn("v", gaps)]).Profile().Pearson!.Values[0][1]!.Value
            .ShouldBe(0.8182129671815933, 1e-12);
    }

    [Fact]
    public void Numbers_are_sorted_as_comparing_sorts_them()
    {
        var random = new Random(3);
        var sorter = new SortedNumbers();
        foreach (int count in new[] { 5000, 1, 0, 3000 })
        {
            float[] values = [.. Enumerable.Range(0, count)
                .Select(i => i % 7 == 0 ? float.NaN
                    : i % 5 == 0 ? random.Next(-3, 3) : BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];

            sorter.Sort(values);

            int[] expected = [.. Enumerable.Range(0, count).Where(row => !float.IsNaN(values[row])).OrderBy(row => values[row])];
            sorter.Count.ShouldBe(expected.Length);
            sorter.Rows.Take(sorter.Count).ShouldBe(expected);
            sorter.Values.Take(sorter.Count).ShouldBe(expected.Select(row => values[row]));
        }
    }
}
