namespace FraudMl.Tests;

/// <summary>
/// No step may tell training rows their own labels: a random key against a random label knows nothing, so each
/// column that a step writes for the training rows ranks them like a coin. A learner would take anything else for a pattern. That it is so
/// for every step is a rule of the contract.
/// </summary>
public sealed class EncoderLeakTests
{
    private const int RowCount = 10_000;

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in EncoderCases.All.Keys)
            {
                // A one-hot column of a rare key is no ranking, and thousands of them are refused.
                foreach (int keyCount in name.StartsWith("one-hot", StringComparison.Ordinal) ? [5] : new[] { 5, 200, 3000 })
                    cases.Add(name, keyCount);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_random_key_tells_nothing_about_a_random_label(string name, int keyCount)
    {
        Dataset data = Rows(keyCount);
        FeatureMatrix matrix = FittedFeatures.Fit(EncoderCases.Steps(name), data, new StepContext(7, Folds.Stratified(5))).Matrix;

        // Four standard deviations of a coin's ROC-AUC with 1,000 frauds among 10,000 rows: √((n + 1) / (12 · frauds · others)) = 0.0096.
        for (int column = 0; column < matrix.ColumnCount; column++)
            RocAuc(matrix, column, data).ShouldBe(0.5, 0.04, $"{matrix.Columns[column].Name} of {name} with {keyCount} keys");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(3000)]
    public void The_same_encoders_leak_when_training_rows_are_encoded_like_scored_ones(int keyCount)
    {
        Dataset data = Rows(keyCount);
        foreach (string name in new[] { "target mean, m", "weight of evidence" })
        {
            FittedFeatures features = FittedFeatures.Fit(EncoderCases.Steps(name), data, new StepContext(7, Folds.Stratified(5))).Features;
            FeatureMatrix naive = features.Transform(data);
            int column = naive.Columns.Select(feature => feature.Name).ToList()
                .FindIndex(feature => feature.StartsWith("city.", StringComparison.Ordinal));
            RocAuc(naive, column, data).ShouldBeGreaterThan(keyCount == 200 ? 0.58 : 0.9, name);
        }
    }

    private static double RocAuc(FeatureMatrix matrix, int column, Dataset data) =>
        Metrics.RocAuc.Compute(new ScoredRows(
            data.Labels.ToArray(),
            [.. Enumerable.Range(0, matrix.RowCount)
                .Select(row => float.IsFinite(matrix.Row(row)[column]) ? matrix.Row(row)[column] : -1e30)],
            new() { Kind = ScoreKind.Margin }));

    private static Dataset Rows(int keyCount)
    {
        var random = new Random(keyCount);
        var keys = new TextDictionary([.. Enumerable.Range(0, keyCount).Select(key => $"key {key}")]);
        return new Dataset(
        [
            Keys("city"), Keys("kind"),
            Numbers("amount", ColumnRoles.Feature, () => random.NextSingle() * 100),
            Numbers("balance", ColumnRoles.Feature, () => random.NextSingle() - 0.5f),
            Numbers("angle", ColumnRoles.Feature, () => random.NextSingle()),
            Numbers("small", ColumnRoles.Feature, () => random.NextSingle() * 1e-6f),
            Numbers("label", ColumnRoles.Label, () => random.Next(10) == 0 ? 1 : 0),
            new TimestampColumn("when", [.. Enumerable.Range(0, RowCount).Select(_ => random.NextInt64(0, 300L * 86_400_000_000))],
                ColumnRoles.Timestamp | ColumnRoles.Feature),
        ]);

        TextColumn Keys(string name) => new(name, [.. Enumerable.Range(0, RowCount).Select(_ => random.Next(keyCount))], keys);

        NumberColumn Numbers(string name, ColumnRoles roles, Func<float> value) =>
            new(name, [.. Enumerable.Range(0, RowCount).Select(_ => value())], roles);
    }
}
