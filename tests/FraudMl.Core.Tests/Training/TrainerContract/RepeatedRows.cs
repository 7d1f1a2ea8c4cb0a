namespace FraudMl.Tests.TrainerContract;

/// <summary>Categorical data: many rows over few different ones, frauds and legitimate rows among the copies of each.</summary>
internal static class RepeatedRows
{
    /// <summary>Columns of 3, 4, 5 and so on levels, which raise and lower the share of frauds in turn.</summary>
    public static Dataset Cells(int seed, int columnCount = 4, int rowCount = 5000)
    {
        var random = new Random(seed);
        float[][] values = [.. Enumerable.Range(0, columnCount).Select(_ => new float[rowCount])];
        float[] labels = new float[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            double margin = -3.2;
            for (int column = 0; column < columnCount; column++)
            {
                int level = random.Next(3 + column);
                values[column][row] = level;
                margin += (column % 2 == 0 ? 0.8 : -0.5) * level / (3 + column) * 2;
            }

            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? 1 : 0;
        }

        return new Dataset([.. values.Select((column, i) => new NumberColumn($"C{i}", column)),
            new NumberColumn("Class", labels, ColumnRoles.Label)]);
    }

    /// <summary>One column of codes in no order, each with a share of frauds of its own.</summary>
    public static Dataset Codes(int seed, int codeCount = 100, int rowCount = 5000)
    {
        double[] shares = [.. Enumerable.Range(0, codeCount).Select(code => new Random(code).NextDouble() is < 0.3 ? 0.3 : 0.02)];
        var random = new Random(seed);
        float[] codes = [.. Enumerable.Range(0, rowCount).Select(_ => (float)random.Next(codeCount))];
        return new Dataset(
        [
            new NumberColumn("Code", codes),
            new NumberColumn("Class", [.. codes.Select(code => random.NextDouble() < shares[(int)code] ? 1f : 0)], ColumnRoles.Label),
        ]);
    }

    /// <summary>One column of two values with shares of frauds of .2 and .067 among 1,000 rows.</summary>
    public static Dataset Two() => new(
    [
        new NumberColumn("F", [.. Enumerable.Range(0, 1000).Select(row => row % 20 < 5 ? 1f : 0)]),
        new NumberColumn("Class", [.. Enumerable.Range(0, 1000).Select(row => row % 10 == 0 ? 1f : 0)], ColumnRoles.Label),
    ]);

    public static FraudModel Fit(ITrainer trainer, Dataset data) => new FraudPipelineBuilder().Train(trainer).Build().Fit(data);

    public static double RocAuc(ITrainer trainer, Dataset train, Dataset test) => Fit(trainer, train).Evaluate(test)[Metrics.RocAuc];

    /// <summary>
    /// Fails unless a learner ranks repeated rows about as well as another does, and gives each of two different rows its share of frauds.
    /// </summary>
    /// <param name="trainer">The learner.</param>
    /// <param name="other">The other.</param>
    /// <param name="lost">How much worse it may rank, for what it is.</param>
    /// <param name="away">How far its probabilities may be from the shares.</param>
    public static void ShouldBeLearned(ITrainer trainer, ITrainer other, double lost = 0.03, double away = 0.03)
    {
        (Dataset, Dataset)[] pairs = [(Cells(1), Cells(2)), (Cells(1, 2), Cells(2, 2)), (Cells(1, 1), Cells(2, 1)), (Codes(1), Codes(2))];
        foreach ((Dataset train, Dataset test) in pairs)
            RocAuc(trainer, train, test).ShouldBeGreaterThan(
                RocAuc(other, train, test) - lost, $"{trainer.Name}, {train.Columns.Count - 1} columns");
        Dataset two = Two();
        FraudModel model = Fit(trainer, two);
        double[] scores = model.Score(two);
        scores.Average().ShouldBe(0.1, 0.01, trainer.Name);
        scores[0].ShouldBe(0.2, away, trainer.Name);
        scores[10].ShouldBe(0.067, away / 2, trainer.Name);
    }
}
