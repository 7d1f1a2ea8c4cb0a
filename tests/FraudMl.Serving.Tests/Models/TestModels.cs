namespace FraudMl.Serving.Tests;

/// <summary>Datasets and models fitted on them, once per test run.</summary>
internal static class TestModels
{
    private static readonly string[] Categories = ["grocery", "travel", "Zürich \"Süd\"", "games"];

    private static readonly Lazy<FraudModel> LazyMixed = new(() => FitMixed(Mixed(400, 1)));
    private static readonly Lazy<FraudModel> LazyRetrained = new(() => FitMixed(Mixed(400, 2)));
    private static readonly Lazy<FraudModel> LazyUndecided = new(() => MixedPipeline().WithoutDecision().Fit(Mixed(400, 1)));
    private static readonly Lazy<FraudModel> LazyCreditCard = new(
        () => FitNumbers([.. Enumerable.Range(1, 28).Select(i => $"V{i}"), "Time", "Amount"]));
    private static readonly Lazy<FraudModel> LazyTyped = new(FitTyped);

    /// <summary>Numbers, a text and a time; decides by cost.</summary>
    public static FraudModel MixedModel => LazyMixed.Value;

    /// <summary>The same pipeline, learned from other rows.</summary>
    public static FraudModel RetrainedModel => LazyRetrained.Value;

    /// <summary>The same inputs without a decision.</summary>
    public static FraudModel UndecidedModel => LazyUndecided.Value;

    /// <summary>The 30 numbers of the recorded ONNX model; missing values are not imputed and nothing is decided.</summary>
    public static FraudModel CreditCardModel => LazyCreditCard.Value;

    /// <summary>The required columns of the recorded typed model.</summary>
    public static FraudModel TypedModel => LazyTyped.Value;

    /// <summary>Two numbers and a label that the seed draws; the values of both are the same for the same seed.</summary>
    public static Dataset Numbers(int rowCount, int seed)
    {
        var random = new Random(seed);
        float[] a = Numbers(rowCount, () => (float)random.NextDouble()), b = Numbers(rowCount, () => (float)random.NextDouble());
        float[] labels = [.. Enumerable.Range(0, rowCount).Select(row => a[row] + b[row] * random.NextDouble() > 1 ? 1f : 0f)];
        return new Dataset([new NumberColumn("A", a), new NumberColumn("B", b), new NumberColumn("Class", labels, ColumnRoles.Label)]);
    }

    /// <summary>A model of two numbers, which can be registered; the seed draws what it learned from.</summary>
    public static FraudModel SmallModel(int seed) =>
        new FraudPipelineBuilder().Train(new GradientDescent()).Build().Fit(Numbers(300, seed));

    public static Dataset Mixed(int rowCount, int seed)
    {
        var random = new Random(seed);
        float[] amounts = Numbers(rowCount, () => (float)Math.Exp(3 + 2 * random.NextDouble()));
        float[] scores = Numbers(rowCount, () => (float)(random.NextDouble() * 4 - 2));
        int[] codes = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(Categories.Length))];
        long[] times = [.. Enumerable.Range(0, rowCount).Select(_ => 1_700_000_000_000_000L + random.NextInt64(86_400_000_000L))];
        float[] labels = [.. Enumerable.Range(0, rowCount)
            .Select(row => scores[row] + (codes[row] == 3 ? 1 : 0) + random.NextDouble() > 1.8 ? 1f : 0f)];
        for (int row = 0; row < rowCount; row += 17) scores[row] = float.NaN;
        return new Dataset([
            new NumberColumn("Amount", amounts),
            new TextColumn("Category", codes, new TextDictionary(Categories)),
            new NumberColumn("V1", scores),
            new TimestampColumn("At", times, ColumnRoles.Feature),
            new NumberColumn("Class", labels, ColumnRoles.Label)]);
    }

    /// <summary>The mixed model, learned from rows that lack a category.</summary>
    public static FraudModel MixedModelWithout(string category)
    {
        Dataset all = Mixed(400, 1);
        int missing = Array.IndexOf(Categories, category);
        int[] rows = [.. Enumerable.Range(0, 400).Where(row => ((TextColumn)all["Category"]).Codes[row] != missing)];
        Dataset kept = all.Take(rows);
        var texts = new TextDictionary([.. Categories.Where(known => known != category)]);
        int[] codes = [.. rows.Select(row => texts.CodeOf(Categories[((TextColumn)all["Category"]).Codes[row]]))];
        return FitMixed(new Dataset([kept["Amount"], new TextColumn("Category", codes, texts), kept["V1"], kept["At"], kept["Class"]]));
    }

    private static FraudModel FitMixed(Dataset data) => MixedPipeline().Fit(data);

    private static FraudPipeline MixedPipeline() => new FraudPipelineBuilder()
        .Impute("V1")
        .Derive("LogAmount", row => Math.Log(1 + row["Amount"]))
        .Drop("Amount")
        .OneHot("Category")
        .Step(new HourOfDayStep("At"))
        .Train(new GradientDescent())
        .DecideBy(Costs.PerTransaction(row => row["Amount"], review: 5))
        .Build();

    private static FraudModel FitNumbers(string[] names)
    {
        var random = new Random(7);
        float[][] columns = [.. names.Select(_ => Numbers(300, () => (float)random.NextDouble()))];
        float[] labels = [.. Enumerable.Range(0, 300).Select(row => columns[0][row] + columns[1][row] > 1.6 ? 1f : 0f)];
        var data = new Dataset([.. names.Select((name, i) => new NumberColumn(name, columns[i])),
            new NumberColumn("Class", labels, ColumnRoles.Label)]);
        return new FraudPipelineBuilder().Train(new GradientDescent()).Build().Fit(data);
    }

    private static FraudModel FitTyped()
    {
        var random = new Random(8);
        float[][] columns = [.. Enumerable.Range(0, 4).Select(_ => Numbers(200, () => (float)random.NextDouble()))];
        float[] labels = [.. columns[0].Select(value => value > 0.7f ? 1f : 0f)];
        int[] codes = [.. Enumerable.Range(0, 200).Select(row => row % 2)];
        var data = new Dataset([
            new NumberColumn("d", columns[0]), new NumberColumn("l", columns[1]), new NumberColumn("i", columns[2]),
            new NumberColumn("f", columns[3]),
            new TextColumn("s", codes, new TextDictionary(["x", "y"])), new TextColumn("b", codes, new TextDictionary(["true", "false"])),
            new NumberColumn("Class", labels, ColumnRoles.Label)]);
        return new FraudPipelineBuilder().OneHot("s").OneHot("b").Train(new GradientDescent()).Build().Fit(data);
    }

    private static float[] Numbers(int count, Func<float> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}
