using System.Numerics.Tensors;

namespace FraudMl;

/// <summary>Exact Euclidean neighbours by brute force, block by block; distances in double, ties by lower row.</summary>
/// <remarks>Each distance sums its columns in one order whatever the vector width, so the bits depend neither on the machine nor on the threads.</remarks>
internal sealed class NearestNeighbors
{
    private const int BlockRowCount = 256;
    private const int QueriesPerTask = 32;

    private readonly FeatureMatrix _matrix;
    private readonly int[] _candidates;
    private readonly double[] _blocks;

    /// <summary>Prepares a search among some rows of a matrix, given in ascending order.</summary>
    public NearestNeighbors(FeatureMatrix matrix, int[] candidates)
    {
        _matrix = matrix;
        _candidates = candidates;
        _blocks = ByColumn(matrix, candidates);
    }

    /// <summary>Returns the k nearest candidates of each query row, nearest first, a row itself left out by its index.</summary>
    public int[] Of(int[] queries, int k, int threadCount, CancellationToken cancellationToken)
    {
        var neighbors = new int[queries.Length * k];
        int tasks = (queries.Length + QueriesPerTask - 1) / QueriesPerTask;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threadCount), CancellationToken = cancellationToken };
        Parallel.For(0, tasks, options, task =>
        {
            int first = task * QueriesPerTask;
            int count = Math.Min(QueriesPerTask, queries.Length - first);
            Search(queries.AsSpan(first, count), k, neighbors.AsSpan(first * k, count * k));
        });
        return neighbors;
    }

    private void Search(ReadOnlySpan<int> queries, int k, Span<int> neighbors)
    {
        var nearest = new double[neighbors.Length];
        nearest.AsSpan().Fill(double.PositiveInfinity);
        Span<double> distances = stackalloc double[BlockRowCount];
        Span<double> differences = stackalloc double[BlockRowCount];
        for (int first = 0; first < _candidates.Length; first += BlockRowCount)
        {
            int count = Math.Min(BlockRowCount, _candidates.Length - first);
            for (int query = 0; query < queries.Length; query++)
            {
                Measure(_matrix.Row(queries[query]), first, differences[..count], distances[..count]);
                Keep(queries[query], first, distances[..count], nearest.AsSpan(query * k, k), neighbors.Slice(query * k, k));
            }
        }
    }

    private void Measure(ReadOnlySpan<float> query, int first, Span<double> differences, Span<double> distances)
    {
        distances.Clear();
        ReadOnlySpan<double> block = _blocks.AsSpan(first * query.Length);
        for (int column = 0; column < query.Length; column++)
        {
            TensorPrimitives.Subtract(block.Slice(column * distances.Length, distances.Length), query[column], differences);
            TensorPrimitives.MultiplyAdd(differences, differences, distances, distances);
        }
    }

    // Candidates come in ascending order, so a strict comparison leaves ties to the lower row.
    private void Keep(int query, int first, ReadOnlySpan<double> distances, Span<double> nearest, Span<int> neighbors)
    {
        for (int i = 0; i < distances.Length; i++)
        {
            if (!(distances[i] < nearest[^1]) || _candidates[first + i] == query) continue;
            int place = nearest.Length - 1;
            for (; place > 0 && distances[i] < nearest[place - 1]; place--)
                (nearest[place], neighbors[place]) = (nearest[place - 1], neighbors[place - 1]);
            (nearest[place], neighbors[place]) = (distances[i], _candidates[first + i]);
        }
    }

    // Block after block, and within a block column after column.
    private static double[] ByColumn(FeatureMatrix matrix, int[] rows)
    {
        int columns = matrix.ColumnCount;
        var blocks = new double[(long)rows.Length * columns];
        for (int first = 0; first < rows.Length; first += BlockRowCount)
        {
            int count = Math.Min(BlockRowCount, rows.Length - first);
            for (int row = 0; row < count; row++)
            {
                ReadOnlySpan<float> values = matrix.Row(rows[first + row]);
                for (int column = 0; column < columns; column++) blocks[(first * columns) + (column * count) + row] = values[column];
            }
        }

        return blocks;
    }
}
