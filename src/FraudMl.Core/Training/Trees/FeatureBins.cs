namespace FraudMl;

/// <summary>The features of training rows by column, as the numbers of bins of equal weight; a feature with few values
/// has a bin for each.</summary>
internal sealed class FeatureBins
{
    private readonly ushort[][] _codes;
    private readonly float[][] _lowest;
    private readonly float[][] _highest;

    private FeatureBins(int columnCount) =>
        (_codes, _lowest, _highest) = (new ushort[columnCount][], new float[columnCount][], new float[columnCount][]);

    public int ColumnCount => _codes.Length;

    /// <summary>Bins each column; rows of weight 0 are bins' guests, and do not decide where they end.</summary>
    public static FeatureBins Of(TrainingData data, int maximumBinCount, TrainingContext context)
    {
        var bins = new FeatureBins(data.Matrix.ColumnCount);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.ThreadCount),
            CancellationToken = context.CancellationToken };
        Parallel.For(0, data.Matrix.ColumnCount, parallel, column => bins.Add(column, data, maximumBinCount));
        return bins;
    }

    /// <summary>Returns the bin of each row; <see cref="CountOf"/> where the value is missing.</summary>
    public ushort[] CodesOf(int column) => _codes[column];

    /// <summary>Returns the number of bins of a column.</summary>
    public int CountOf(int column) => _lowest[column].Length;

    /// <summary>Returns the middle between two bins, or the end of the lower one where single precision has none between.</summary>
    public float Threshold(int column, int bin, int next)
    {
        float low = _highest[column][bin], high = _lowest[column][next], middle = (float)((low / 2.0) + (high / 2.0));
        return middle >= low && middle < high ? middle : low;
    }

    /// <summary>Returns the largest value of a bin.</summary>
    public float HighestOf(int column, int bin) => _highest[column][bin];

    private void Add(int column, TrainingData data, int maximumBinCount)
    {
        int rowCount = data.Matrix.RowCount;
        var values = new float[rowCount];
        int[] rows = [.. Enumerable.Range(0, rowCount)];
        for (int row = 0; row < rowCount; row++) values[row] = data.Matrix.Row(row)[column];
        Array.Sort(values, rows);
        int missing = values.AsSpan().LastIndexOf(float.NaN) + 1; // NaN sorts first.
        (int distinct, double left) = Sizes(values, rows, missing, data);
        bool hasBinForEach = distinct <= maximumBinCount;
        List<float> lowest = [], highest = [];
        var codes = new ushort[rowCount];
        double filled = 0, size = 0;
        for (int i = missing; i < rowCount; i++)
        {
            bool isNew = i == missing || values[i] != values[i - 1];
            if (i == missing || (isNew && (hasBinForEach || (filled >= size && lowest.Count < maximumBinCount))))
            {
                (left, filled) = (left - filled, 0);
                size = left / (maximumBinCount - lowest.Count);
                lowest.Add(values[i]);
                highest.Add(values[i]);
            }

            highest[^1] = values[i];
            filled += data.Weights.IsEmpty ? 1 : data.Weights.Span[rows[i]];
            codes[rows[i]] = (ushort)(lowest.Count - 1);
        }

        foreach (int row in rows.AsSpan(0, missing)) codes[row] = (ushort)lowest.Count;
        (_codes[column], _lowest[column], _highest[column]) = (codes, [.. lowest], [.. highest]);
    }

    private static (int Distinct, double Weight) Sizes(float[] values, int[] rows, int missing, TrainingData data)
    {
        int distinct = 0;
        double weight = 0;
        for (int i = missing; i < values.Length; i++)
        {
            if (i == missing || values[i] != values[i - 1]) distinct++;
            weight += data.Weights.IsEmpty ? 1 : data.Weights.Span[rows[i]];
        }

        return (distinct, weight);
    }
}
