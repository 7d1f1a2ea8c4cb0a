namespace FraudMl;

internal static class TomekLinks
{
    /// <summary>Returns both members of every link among some rows: mutual nearest neighbours of different class.</summary>
    /// <remarks>A link has one end in the smaller class, so only its rows and their partners are looked up.</remarks>
    public static int[] Of(TrainingData data, int[] among, int[] smaller, ResamplingContext context)
    {
        var search = new NearestNeighbors(data.Matrix, among, context);
        bool label = data.Labels.Span[smaller[0]];
        Neighbor[] nearest = search.Of(smaller, 1);
        (int Row, int Partner)[] pairs =
            [.. smaller.Zip(nearest).Where(pair => !pair.Second.IsNone && data.Labels.Span[pair.Second.Row] != label)
                .Select(pair => (pair.First, pair.Second.Row))];
        Neighbor[] back = search.Of(Array.ConvertAll(pairs, pair => pair.Partner), 1);
        return [.. pairs.Where((pair, i) => back[i].Row == pair.Row).SelectMany(pair => new[] { pair.Row, pair.Partner })];
    }
}
