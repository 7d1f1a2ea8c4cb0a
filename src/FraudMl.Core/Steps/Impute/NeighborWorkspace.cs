namespace FraudMl;

/// <summary>What the search for one row's neighbours writes into; used again for the next row.</summary>
internal sealed class NeighborWorkspace(int columnCount, int donorCount, int neighborCount)
{
    public float[] Row { get; } = new float[columnCount];

    /// <value>The squared distance to each donor; infinite where nothing is shared.</value>
    public double[] Distances { get; } = new double[donorCount];

    /// <value>The columns shared with each donor of the chunk at hand.</value>
    public float[] Shared { get; } = new float[NeighborSearch.ChunkLength];

    public int[] Nearest { get; } = new int[neighborCount];
}
