using System.Text.Json;

namespace FraudMl.Tests.Training;

/// <summary>Solutions of scikit-learn's objective: <c>models.json</c>, <c>logistic_regression</c>.</summary>
public sealed class LogisticRegressionGoldenTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "models.json"))).RootElement.GetProperty("logistic_regression");

    // The learner always has an intercept.
    public static TheoryData<string> Names =>
        [.. Cases.EnumerateArray().Where(item => item.GetProperty("fit_intercept").GetBoolean())
            .Select(item => item.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void Weights_and_intercept_are_those_of_Newtons_method_in_doubles(string name)
    {
        JsonElement golden = Cases.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);
        JsonElement expected = golden.GetProperty("expected");
        double[] means = Numbers(expected.GetProperty("scaler_mean")), scales = Numbers(expected.GetProperty("scaler_scale")),
            coefficients = Numbers(expected.GetProperty("coef"));
        float[] values = [.. golden.GetProperty("X").EnumerateArray().SelectMany(
            row => Numbers(row).Select((x, i) => (float)((x - means[i]) / scales[i])))];
        bool[] labels = [.. golden.GetProperty("y").EnumerateArray().Select(label => label.GetInt32() == 1)];
        var data = new TrainingData(new FeatureMatrix(values, labels.Length,
            [.. means.Select((_, i) => new FeatureColumn($"F{i}", $"F{i}"))]), labels) { Weights = Weights(golden, labels) };
        var objective = new LogisticObjective(data, null, 1 / golden.GetProperty("C").GetDouble(), curved: true,
            new TrainingContext(Seed: 1, ThreadCount: 2));
        double[] solution = new LogisticNewton(objective, l1: 0).Fit(new LogisticRegressionOptions().Tolerance, 1000);
        for (int i = 0; i < coefficients.Length; i++) solution[i].ShouldBe(coefficients[i], 1e-6 * Math.Max(1, Math.Abs(coefficients[i])),
            $"coefficient {i}");
        double intercept = expected.GetProperty("intercept").GetDouble();
        solution[^1].ShouldBe(intercept, 1e-6 * Math.Max(1, Math.Abs(intercept)));
    }

    private static float[] Weights(JsonElement golden, bool[] labels)
    {
        JsonElement given = golden.GetProperty("sample_weight");
        double[] weights = given.ValueKind == JsonValueKind.Array ? Numbers(given) : [.. labels.Select(_ => 1.0)];
        if (golden.GetProperty("class_weight").ValueKind == JsonValueKind.String)
            weights = [.. weights.Select((weight, row) => weight * labels.Length / (2.0 * labels.Count(label => label == labels[row])))];
        return Array.ConvertAll(weights, weight => (float)weight);
    }

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];
}
