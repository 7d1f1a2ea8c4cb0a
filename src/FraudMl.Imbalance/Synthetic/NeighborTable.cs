namespace FraudMl;

/// <summary>Parents and the neighbours each may lie towards, as cells: one for each pair.</summary>
internal sealed class NeighborTable
{
    private readonly int[] _parents;
    private readonly int[] _neighbors;
    private readonly int[] _starts;

    private NeighborTable(int[] parents, int[] neighbors, int[] starts) => (_parents, _neighbors, _starts) = (parents, neighbors, starts);

    /// <value>The pairs of a parent and a neighbour.</value>
    public int CellCount => _neighbors.Length;

    public static NeighborTable Of(int[] parents, Neighbor[] neighbors, int k)
    {
        int[] cells = [.. Enumerable.Range(0, neighbors.Length).Where(i => !neighbors[i].IsNone)];
        int[] starts = new int[parents.Length + 1];
        foreach (int cell in cells) starts[(cell / k) + 1]++;
        for (int i = 0; i < parents.Length; i++) starts[i + 1] += starts[i];
        return new NeighborTable(Array.ConvertAll(cells, cell => parents[cell / k]),
            Array.ConvertAll(cells, cell => neighbors[cell].Row), starts);
    }

    public (int Parent, int Neighbor) Cell(int cell) => (_parents[cell], _neighbors[cell]);

    /// <summary>Returns the first cell of the i-th parent and how many it has.</summary>
    public (int First, int Count) CellsOf(int i) => (_starts[i], _starts[i + 1] - _starts[i]);
}
