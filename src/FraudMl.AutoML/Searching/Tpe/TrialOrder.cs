using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>The trials by their coordinate, for each numeric dimension; a new one is put in its place.</summary>
internal sealed class TrialOrder(EncodedSpace space)
{
    private readonly List<int>[] _orders = [.. space.Dimensions.Select(_ => new List<int>())];
    private readonly List<double[]?> _known = [];

    /// <summary>Takes in what is new.</summary>
    public void Update(double[]?[] points)
    {
        for (int i = 0; i < _known.Count; i++)
        {
            if (i < points.Length && ReferenceEquals(_known[i], points[i])) continue;
            _known.Clear();
            foreach (List<int> order in _orders) order.Clear();
        }

        for (int i = _known.Count; i < points.Length; i++)
        {
            _known.Add(points[i]);
            for (int d = 0; d < space.Count && points[i] is not null; d++) Insert(points, i, d);
        }
    }

    /// <summary>Returns all trials that have a dimension, smallest coordinate first.</summary>
    public ReadOnlySpan<int> Of(int dimension) => CollectionsMarshal.AsSpan(_orders[dimension]);

    private void Insert(double[]?[] points, int trial, int d)
    {
        double at = points[trial]![d];
        if (double.IsNaN(at) || space.Dimensions[d].IsChoice) return;
        List<int> order = _orders[d];
        int from = 0, to = order.Count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (points[order[middle]]![d] <= at) from = middle + 1;
            else to = middle;
        }

        order.Insert(from, trial);
    }
}
