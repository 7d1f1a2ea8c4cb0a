namespace FraudMl;

/// <summary>The rows of a tree, those of a leaf together and in their order, with their weights and, for frauds,
/// the weight once more.</summary>
internal sealed record TreeRows(int[] Indices, double[] Weights, double[] Frauds)
{
    private readonly int[] _indices = new int[Indices.Length];
    private readonly double[] _weights = new double[Indices.Length];
    private readonly double[] _frauds = new double[Indices.Length];

    public static TreeRows Of(int[] rows, TrainingData data)
    {
        ReadOnlySpan<bool> labels = data.Labels.Span;
        ReadOnlySpan<float> given = data.Weights.Span;
        double[] weights = new double[rows.Length], frauds = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            weights[i] = given.IsEmpty ? 1 : given[rows[i]];
            frauds[i] = labels[rows[i]] ? weights[i] : 0;
        }

        return new TreeRows([.. rows], weights, frauds);
    }

    /// <summary>Returns the weight of the rows from start to end, and that of the frauds among them.</summary>
    public (double Weight, double Frauds) Sum(int start, int end)
    {
        double weight = 0, frauds = 0;
        for (int i = start; i < end; i++)
        {
            weight += Weights[i];
            frauds += Frauds[i];
        }

        return (weight, frauds);
    }

    /// <summary>Moves rows in bins up to one, or in one other, before the rest; returns where the rest starts.</summary>
    public int Partition(int start, int end, ushort[] codes, int bin, int other)
    {
        int left = start, right = 0;
        for (int i = start; i < end; i++)
        {
            int code = codes[Indices[i]];
            if (code <= bin || code == other) (Indices[left], Weights[left], Frauds[left++]) = (Indices[i], Weights[i], Frauds[i]);
            else (_indices[right], _weights[right], _frauds[right++]) = (Indices[i], Weights[i], Frauds[i]);
        }

        _indices.AsSpan(0, right).CopyTo(Indices.AsSpan(left));
        _weights.AsSpan(0, right).CopyTo(Weights.AsSpan(left));
        _frauds.AsSpan(0, right).CopyTo(Frauds.AsSpan(left));
        return left;
    }
}
