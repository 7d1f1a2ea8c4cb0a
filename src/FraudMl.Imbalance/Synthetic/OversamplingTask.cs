using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Rows to make up for one class. Rows of weight 0 are nobody's parent and nobody's neighbour.</summary>
internal sealed record OversamplingTask(string Who, TrainingData Data, bool Label, int[] Rows, int[] Others, int Count, Random Random,
    SyntheticRules Rules, ResamplingContext Context)
{
    public FeatureMatrix Matrix => Data.Matrix;

    /// <value>The rows of both classes, ascending.</value>
    public int[] All
    {
        get
        {
            int[] all = [.. Rows, .. Others];
            Array.Sort(all);
            return all;
        }
    }

    public bool IsOfClass(int row) => Data.Labels.Span[row] == Label;

    public void RequireFinite(ReadOnlySpan<int> rows, bool takesCategories = false) =>
        FiniteFeatures.Require(Matrix, rows, Who, Rules.AllowMissing, takesCategories);

    /// <summary>Throws unless the class has more rows than the neighbours asked.</summary>
    public void RequireNeighbors(int k)
    {
        if (Rows.Length > k) return;
        string weightless = Data.Weights.IsEmpty ? "" : " of weight above 0";
        throw new FraudMlException(
            $"{Who} needs at least {k + 1} {ClassRows.NameOf(Label)} rows to find {k} neighbors, but the training data "
            + $"has {Rows.Length}{weightless}. Lower NeighborCount or use Resamplers.RandomOver().");
    }

    /// <summary>Returns the neighbours that rows may lie towards, as the rules allow; distances are measured in a matrix of their
    /// own, if there is one.</summary>
    public NeighborTable Neighbors(int[] queries, int[] candidates, int k, FeatureMatrix? matrix = null)
    {
        NeighborTable table = NeighborTable.Of(queries, Search(candidates, matrix).Of(queries, k), k);
        return table.CellCount > 0 ? table : throw new FraudMlException(
            $"{Who} found no neighbor for any of {queries.Length} rows that its Rules "
            + $"allow{(Rules.EntityKey is { } key ? $": of the same '{key}'" : "")}{(Rules.PastOnly ? ", from the past" : "")}. Relax the "
            + $"Rules or use Resamplers.RandomOver().");
    }

    public NearestNeighbors Search(int[] candidates, FeatureMatrix? matrix = null) =>
        new(matrix ?? Matrix, candidates, Context) { AllowMissing = Rules.AllowMissing, MayMeet = NeighborRule.Of(Who, Data, Rules) };

    /// <summary>Draws made-up rows evenly over a table of parents and neighbours.</summary>
    public RowOrigin[] Draw(NeighborTable table, int count) => Draw(table, (0, table.CellCount), count);

    /// <summary>Draws made-up rows evenly over some cells of a table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowOrigin[] Draw(NeighborTable table, (int First, int Count) cells, int count)
    {
        var origins = new RowOrigin[count];
        for (int i = 0; i < count; i++)
        {
            (int parent, int neighbor) = table.Cell(cells.First + Random.Next(cells.Count));
            origins[i] = new RowOrigin(parent, neighbor, Random.NextSingle());
        }

        return origins;
    }
}
