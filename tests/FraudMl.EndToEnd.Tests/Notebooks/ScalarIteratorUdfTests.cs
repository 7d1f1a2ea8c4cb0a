using System.Globalization;

namespace FraudMl.EndToEnd.Tests.Notebooks;

/// <summary>The Python of the sample's notebook, cell by cell as it stands there.</summary>
public sealed class ScalarIteratorUdfTests
{
    [PythonFact]
    public void The_UDF_scores_batches_of_pandas_as_the_model_does_with_one_session()
    {
        using var folder = new TemporaryFolder();
        (Dataset train, Dataset test) = SyntheticTransactions.CreditCard(new() { RowCount = 3_000, FraudRatio = 0.03, Seed = 5 })
            .SplitByTime(0.4);
        FraudModel model = new FraudPipelineBuilder().Derive("LogAmount", row => MathF.Log(1 + row["Amount"]))
            .Standardize(Columns.Numbers).Train(Trainers.LogisticRegression()).Calibrate(Calibrators.Platt()).Build().Fit(train);
        Directory.CreateDirectory(folder.At("model"));
        File.WriteAllBytes(folder.At("model/model.onnx"), model.ToOnnx());
        test.WriteCsv(folder.At("creditcard.csv"));

        string cell = PythonCells.Read().Single(source => source.Contains("Iterator[pandas.Series]:", StringComparison.Ordinal));
        string printed = PythonCells.Run($"""
            import importlib.util, os, pathlib
            LOCAL, WORK = True, pathlib.Path({Quoted(folder.At(""))})
            {cell}
            print(*[repr(float(score)) for score in scores])
            import onnxruntime
            print(onnxruntime.InferenceSession.opened)
            """, new Dictionary<string, string>
            {
                ["PYTHONPATH"] = Path.Combine(AppContext.BaseDirectory, "Notebooks"),
                ["PYTHONDONTWRITEBYTECODE"] = "1",
                ["FRAUDML_ONNXRUNTIME"] = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so"),
            });

        string[] lines = printed.TrimEnd('\n').Split('\n');
        lines[0].ShouldStartWith($"{test.RowCount} rows, mean probability");
        double[] scores = [.. lines[1].Split(' ').Select(score => double.Parse(score, CultureInfo.InvariantCulture))];
        double[] expected = model.Score(test);
        scores.Length.ShouldBe(expected.Length);
        for (int row = 0; row < scores.Length; row++) scores[row].ShouldBe(expected[row], 1e-6);
        lines[2].ShouldBe("1");
    }

    [PythonFact]
    public void Every_cell_of_Python_compiles()
    {
        foreach (string cell in PythonCells.Read().Where(source => !source.StartsWith("%%", StringComparison.Ordinal)))
            PythonCells.Run($"import ast\nast.parse({Quoted(cell)})");
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
