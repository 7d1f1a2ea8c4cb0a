using System.Text.Json.Nodes;

namespace FraudMl.Tests;

/// <summary>Against the golden files, and against scipy 1.10 and scikit-learn 1.2 where a number stands here.</summary>
public sealed class StatisticsTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine("Golden", "profile.json")))!;
    private static readonly float[] U = [1.8f, 0.4f, 1, 2.2f, 1.9f, -1, 1, -0.2f, -0.1f, 0.4f, 0.1f, 1.5f];
    private static readonly float[] V = [2.6f, 0.5f, 1.4f, 2.5f, 3.4f, -1.2f, 1.3f, -1.1f, -2.7f, 1.1f, 1, 0.8f];

    public static TheoryData<string> TwoSamples => [.. Golden["two_sample"]!.AsArray().Select(golden => (string)golden!["name"]!)];

    [Theory]
    [MemberData(nameof(TwoSamples))]
    public void Population_stability_equals_the_golden_file(string name)
    {
        JsonNode expected = Golden["two_sample"]!.AsArray().Single(golden => (string)golden!["name"]! == name)!;

        double psi = PopulationStability.Of(Integers(expected["reference_counts"]!), Integers(expected["actual_counts"]!))!.Value;

        psi.ShouldBe((double)expected["psi"]!, 1e-9 * Math.Max(1, psi));
    }

    [Fact]
    public void Weight_of_evidence_and_information_value_equal_the_golden_file()
    {
        JsonNode golden = Golden["weight_of_evidence"]!;
        string?[] categories = [.. golden["category"]!.AsArray().Select(category => (string?)category)];
        bool[] labels = [.. golden["y"]!.AsArray().Select(label => (int)label! == 1)];
        string?[] levels = [.. categories.Distinct()];
        int[] frauds = [.. levels.Select(level => categories.Zip(labels).Count(row => row.First == level && row.Second))];
        int[] legits = [.. levels.Select(level => categories.Zip(labels).Count(row => row.First == level && !row.Second))];

        foreach (JsonNode? pair in golden["woe"]!.AsArray())
        {
            int level = Array.IndexOf(levels, (string?)pair![0]);
            WeightOfEvidence.Of(frauds[level], legits[level], frauds.Sum(), legits.Sum()).ShouldBe((double)pair[1]!, 1e-9);
        }

        WeightOfEvidence.InformationValue(frauds, legits)!.Value.ShouldBe((double)golden["iv"]!, 1e-9);
    }

    [Fact]
    public void Mutual_information_equals_scikit_learns() => MutualInformation.Of([3, 0, 6], [7, 10, 4])!.Value.ShouldBe(0.18290564570017684, 1e-12);

    [Fact]
    public void Cramers_v_equals_scipys() => CramersV.Of([2, 1, 0, 3, 2, 0], 2)!.Value.ShouldBe(0.816496580927726, 1e-12);

    [Fact]
    public void Chance_moves_a_population_as_far_as_chi_squared_says()
    {
        PopulationStability.Critical(10, 1, 1).ShouldBe(2 * 16.918977604620448, 0.05);
        PopulationStability.Critical(2, 1, 1).ShouldBe(2 * 3.841458820694124, 0.2);
    }

    [Fact]
    public void Correlations_equal_scipys()
    {
        DatasetProfile profile = new Dataset([new NumberColumn("u", U), new NumberColumn("v", V), new NumberColumn("constant", new float[12])]).Profile();

        profile.Pearson!.Columns.ShouldBe(["u", "v"]);
        profile.Pearson.Values[0][1]!.Value.ShouldBe(0.8370547243165549, 1e-12);
        profile.Spearman!.Values[1][0]!.Value.ShouldBe(0.8631632081616798, 1e-12);
        profile.Spearman.Values[1][1]!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Correlations_leave_out_rows_without_both_values()
    {
        float[] gaps = [.. V.Select((value, row) => row is 2 or 7 ? float.NaN : value)];

        new Dataset([new NumberColumn("u", U), new NumberColumn("v", gaps)]).Profile().Pearson!.Values[0][1]!.Value.ShouldBe(0.8182129671815933, 1e-12);
    }

    [Fact]
    public void Numbers_are_sorted_as_comparing_sorts_them()
    {
        var random = new Random(3);
        var sorter = new SortedNumbers();
        foreach (int count in new[] { 5000, 1, 0, 3000 })
        {
            float[] values = [.. Enumerable.Range(0, count).Select(i => i % 7 == 0 ? float.NaN : i % 5 == 0 ? random.Next(-3, 3) : BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];

            sorter.Sort(values);

            int[] expected = [.. Enumerable.Range(0, count).Where(row => !float.IsNaN(values[row])).OrderBy(row => values[row])];
            sorter.Count.ShouldBe(expected.Length);
            sorter.Rows.Take(sorter.Count).ShouldBe(expected);
            sorter.Values.Take(sorter.Count).ShouldBe(expected.Select(row => values[row]));
        }
    }

    private static int[] Integers(JsonNode array) => [.. array.AsArray().Select(number => (int)number!)];
}
