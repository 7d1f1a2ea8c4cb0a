using FraudMl;

namespace FraudMl.Benchmarks;

/// <summary>Seeded rows as a step sees them: number columns of several scales and skews, a text, a time and labels.</summary>
internal sealed class Rows
{
    private const int TextCount = 100;
    private readonly RowSchema _schema;
    private readonly float[][] _numbers;
    private readonly int[] _codes;
    private readonly long[] _times;
    private readonly bool[] _labels;

    public Rows(int rowCount, int columnCount, double missingShare)
    {
        var random = new Random(1);
        _labels = Column(_ => random.Next(500) == 0);
        _numbers = [.. Enumerable.Range(0, columnCount)
            .Select(column => Column(row => random.NextDouble() < missingShare ? float.NaN : Number(column)))];
        _codes = Column(_ => random.Next(TextCount));
        _times = Column(row => row * 1_000_000L);
        _schema = new RowSchema(
        [
            .. Enumerable.Range(0, columnCount)
                .Select(column => new SchemaColumn(ColumnKind.Number, column, new FeatureColumn($"V{column}", $"V{column}"))),
            new SchemaColumn(ColumnKind.Text, 0,
                new FeatureColumn("text", "text")) { Texts = [.. Enumerable.Range(0, TextCount).Select(text => $"text {text}")] },
            new SchemaColumn(ColumnKind.Timestamp, 0, new FeatureColumn("time", "time")),
        ]);

        T[] Column<T>(Func<int, T> value) => [.. Enumerable.Range(0, rowCount).Select(value)];

        // Normal; every third column is log-normal instead, as amounts are.
        float Number(int column)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return (float)(column % 3 == 0 ? Math.Exp(normal) : normal * (column + 1));
        }
    }

    /// <summary>Returns the rows in a block of their own.</summary>
    public TrainingRows Load()
    {
        var block = new RowBlock(_labels.Length);
        block.Reserve(_schema);
        for (int column = 0; column < _numbers.Length; column++) _numbers[column].CopyTo(block.Numbers(column));
        _codes.CopyTo(block.Codes(0));
        _times.CopyTo(block.Timestamps(0));
        return new TrainingRows(_schema, block, _labels) { Timestamps = _times };
    }
}
