namespace FraudMl;

/// <summary>Training rows with every fraud and a share of the others, which weigh as much more as others are missing.</summary>
internal static class LegitimateSample
{
    public static TrainingData Of(TrainingData data, double share, int seed)
    {
        if (share >= 1) return data;
        int others = data.Labels.Span.Count(false), drawn = others == 0 ? 0 : Math.Max(1, Shares.Round(share, others));
        int[] rows = DatasetSample.Draw(data.Labels.Span, others, drawn, seed);
        float more = (float)((double)others / Math.Max(1, drawn));
        return data with
        {
            Matrix = data.Matrix.Take(rows),
            Labels = rows.Pick(data.Labels),
            Weights = Array.ConvertAll(rows,
                row => (data.Weights.IsEmpty ? 1 : data.Weights.Span[row]) * (data.Labels.Span[row] ? 1 : more)),
            Timestamps = rows.Pick(data.Timestamps),
            Keys = data.Keys.ToDictionary(key => key.Key, key => rows.Pick(key.Value)),
        };
    }

    private static ReadOnlyMemory<T> Pick<T>(this int[] rows, ReadOnlyMemory<T> values) =>
        values.IsEmpty ? values : Array.ConvertAll(rows, row => values.Span[row]);
}
