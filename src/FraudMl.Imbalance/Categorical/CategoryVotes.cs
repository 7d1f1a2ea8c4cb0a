namespace FraudMl;

/// <summary>For each parent, the categories that most of its neighbours have.</summary>
internal sealed class CategoryVotes
{
    private readonly Dictionary<int, float[][]> _modes = [];
    private readonly CategoricalColumns _columns;

    public CategoryVotes(FeatureMatrix matrix, CategoricalColumns columns, int[] parents, NeighborTable table)
    {
        _columns = columns;
        for (int i = 0; i < parents.Length; i++)
        {
            (int first, int count) = table.CellsOf(i);
            int[] neighbors = [.. Enumerable.Range(first, count).Select(cell => table.Cell(cell).Neighbor)];
            if (count > 0) _modes[parents[i]] = [.. Enumerable.Range(0, columns.Count)
                .Select(feature => columns.Modes(matrix, neighbors, feature))];
        }
    }

    /// <summary>Returns the categories of a feature that most neighbours of a parent have, ascending.</summary>
    public float[] Of(int parent, int feature) => _modes[parent][feature];

    /// <summary>Writes the categories of a made-up row; a tie is drawn, or goes to the lowest where there is
    /// nothing to draw with.</summary>
    public void Write(int parent, Random? random, Span<float> row)
    {
        for (int feature = 0; feature < _columns.Count; feature++)
        {
            float[] modes = _modes[parent][feature];
            _columns.Write(row, feature, modes[random is null || modes.Length == 1 ? 0 : random.Next(modes.Length)]);
        }
    }
}
