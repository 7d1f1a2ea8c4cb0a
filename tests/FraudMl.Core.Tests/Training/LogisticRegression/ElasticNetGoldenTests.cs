using System.Text.Json;

namespace FraudMl.Tests.Training;

/// <summary>Solutions of the elastic net with row weights, each with its certificate: <c>linear_l1.json</c>.</summary>
public sealed class ElasticNetGoldenTests
{
    private static readonly JsonElement Cases =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "linear_l1.json"))).RootElement
            .GetProperty("cases");

    public static TheoryData<string> Names => [.. Cases.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void The_proximal_Newton_method_ends_at_the_solution_and_where_no_weight_gains_anything(string name)
    {
        (JsonElement golden, TrainingData data, double l1, double l2) = Case(name);
        var objective = new LogisticObjective(data, null, l2, curved: true, new TrainingContext(1, 2));
        double[] solution = new LogisticNewton(objective, l1).Fit(1e-14, 1000);
        double[] gains = OptimalityResiduals(objective, solution, l1);
        gains.Max().ShouldBeLessThan(1e-11 * Math.Max(1, l1));
        ShouldBeTheSolution(golden, objective, solution, l1, l2);
    }

    [Theory, MemberData(nameof(Names))]
    public void L_BFGS_over_orthants_ends_at_the_solution(string name)
    {
        (JsonElement golden, TrainingData data, double l1, double l2) = Case(name);
        var objective = new LogisticObjective(data, null, l2, curved: false, new TrainingContext(1, 2));
        double[] solution = new LogisticLbfgs(objective, l1).Fit(1e-16, 100_000), wanted = Solution(golden);
        double value = Value(objective, wanted, l1);
        Value(objective, solution, l1).ShouldBe(value, 1e-11 * Math.Max(1, Math.Abs(value)));
        for (int i = 0; l2 > 0 && i < wanted.Length; i++) solution[i].ShouldBe(wanted[i], 1e-4 * Math.Max(1, Math.Abs(wanted[i])),
            $"coefficient {i}");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_learner_gives_the_solution_in_single_precision(string name)
    {
        (JsonElement golden, TrainingData data, double l1, double l2) = Case(name);
        var model = (LinearModel)Trainers.LogisticRegression(new() { L1 = l1, L2 = l2, Standardize = false, Tolerance = 1e-9 })
            .Train(data, new TrainingContext(1, 2));
        double[] solution = [.. model.Weights, model.Bias];
        ShouldBeTheSolution(golden, new LogisticObjective(data, null, l2, curved: false, new TrainingContext(1, 2)), solution, l1, l2);
    }

    // Coefficients where the solution is unique to rounding, the objective elsewhere.
    private static void ShouldBeTheSolution(JsonElement golden, LogisticObjective objective, double[] solution, double l1, double l2)
    {
        double[] wanted = Solution(golden);
        double[] margins = OptimalityMargins(objective, wanted, l1);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (l2 > 0) solution[i].ShouldBe(wanted[i], 1e-6 * Math.Max(1, Math.Abs(wanted[i])), $"coefficient {i}");
            if (wanted[i] == 0 && margins[i] > 1e-6) solution[i].ShouldBe(0, 0, $"coefficient {i}");
        }

        double value = Value(objective, wanted, l1);
        Value(objective, solution, l1).ShouldBe(value, 1e-6 * Math.Max(1, Math.Abs(value)));
    }

    private static double[] Solution(JsonElement golden) =>
        [.. Numbers(golden.GetProperty("coefficients")), golden.GetProperty("intercept").GetDouble()];

    private static double Value(LogisticObjective objective, double[] solution, double l1) =>
        objective.At(solution).Loss + (l1 * LogisticNewton.L1Norm(solution));

    /// <summary>How far each subgradient is from 0 (Karush, Kuhn and Tucker).</summary>
    private static double[] OptimalityResiduals(LogisticObjective objective, double[] solution, double l1) =>
    [
        .. objective.At(solution).Gradient.Select((slope, i) => i == solution.Length - 1 ? Math.Abs(slope)
            : solution[i] != 0 ? Math.Abs(slope + (l1 * Math.Sign(solution[i]))) : Math.Max(0, Math.Abs(slope) - l1)),
    ];

    private static double[] OptimalityMargins(LogisticObjective objective, double[] solution, double l1) =>
        [.. objective.At(solution).Gradient.Select(slope => l1 - Math.Abs(slope))];

    private static (JsonElement Golden, TrainingData Data, double L1, double L2) Case(string name)
    {
        JsonElement golden = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        JsonElement first = Cases.EnumerateArray().First(item => item.GetProperty("name").GetString()!.Split('/')[0] == name.Split('/')[0]);
        double[][] x = [.. first.GetProperty("x").EnumerateArray().Select(Numbers)];
        float[] values = [.. x.SelectMany(row => row).Select(value => (float)value)];
        bool[] labels = [.. Numbers(golden.GetProperty("y")).Select(label => label == 1)];
        var matrix = new FeatureMatrix(values, x.Length, [.. x[0].Select((_, i) => new FeatureColumn($"F{i}", $"F{i}"))]);
        JsonElement weights = golden.GetProperty("w");
        return (golden, new TrainingData(matrix, labels)
        {
            Weights = weights.ValueKind == JsonValueKind.Array ? Numbers(weights).Select(weight => (float)weight).ToArray()
                : default(ReadOnlyMemory<float>),
        }, golden.GetProperty("l1").GetDouble(), golden.GetProperty("l2").GetDouble());
    }

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];
}
