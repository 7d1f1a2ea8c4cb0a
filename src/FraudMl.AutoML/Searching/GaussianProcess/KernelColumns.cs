namespace FraudMl;

/// <summary>Points as columns between which a kernel measures distances: numbers as they are, choices one-hot.</summary>
internal sealed class KernelColumns
{
    private static readonly double OneHot = Math.Sqrt(0.5);
    private readonly EncodedSpace _space;
    private readonly int[] _firsts;

    public KernelColumns(EncodedSpace space)
    {
        _space = space;
        _firsts = new int[space.Count];
        var dimensions = new List<int>();
        for (int d = 0; d < space.Count; d++)
        {
            _firsts[d] = dimensions.Count;
            dimensions.AddRange(Enumerable.Repeat(d, Math.Max(1, space.Dimensions[d].ChoiceCount)));
        }

        Dimensions = [.. dimensions];
    }

    /// <value>The dimension of each column.</value>
    public int[] Dimensions { get; }

    public int Count => Dimensions.Length;

    /// <summary>Returns the column of a numeric dimension.</summary>
    public int Of(int dimension) => _firsts[dimension];

    /// <summary>Writes a point; what is not there stands in the middle.</summary>
    public void Write(ReadOnlySpan<double> point, Span<double> columns)
    {
        columns.Clear();
        for (int d = 0; d < _space.Count; d++)
        {
            if (!_space.Dimensions[d].IsChoice) columns[_firsts[d]] = double.IsNaN(point[d]) ? 0.5 : point[d];
            else if (!double.IsNaN(point[d])) columns[_firsts[d] + (int)point[d]] = OneHot;
        }
    }
}
