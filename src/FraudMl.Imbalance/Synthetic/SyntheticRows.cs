namespace FraudMl;

internal static class SyntheticRows
{
    /// <summary>Returns the training rows followed by made-up ones; a made-up row has its parent's weight, time and entity. The training rows are shared, not copied.</summary>
    public static ResampledRows Append(TrainingData data, IReadOnlyList<(SyntheticPlan Plan, bool Label)> parts, SyntheticRules rules, ResamplingStage stage, ResamplingContext context)
    {
        int kept = data.Labels.Length, columns = data.Matrix.ColumnCount, count = parts.Sum(part => part.Plan.Origins.Length);
        var repair = new RowRepair(data.Matrix, rules);
        float[] values = GC.AllocateUninitializedArray<float>(count * columns);
        var labels = new bool[kept + count];
        data.Labels.Span.CopyTo(labels);
        var origins = new RowOrigin[kept + count];
        for (int row = 0; row < kept; row++) origins[row] = RowOrigin.Of(row);
        int next = 0;
        foreach ((SyntheticPlan plan, bool label) in parts)
        {
            int first = next;
            labels.AsSpan(kept + first, plan.Origins.Length).Fill(label);
            Chunks.Run(plan.Origins.Length, Chunks.Of(context), (from, end) =>
            {
                Random random = new(HashCode32(stage.Seed, first + from));
                for (int i = from; i < end; i++)
                {
                    RowOrigin origin = plan.Origins[i] with { MadeBy = stage };
                    origins[kept + first + i] = origin;
                    Span<float> row = values.AsSpan((first + i) * columns, columns);
                    if (plan.Fill is { } fill) fill(origin, random, row);
                    else Interpolate(data.Matrix, origin, row);
                    repair.Apply(row, data.Matrix.Row(origin.Parent));
                }
            });
            next += plan.Origins.Length;
        }

        TrainingData resampled = Copies(data, origins) with { Matrix = data.Matrix.Append(values, count), Labels = labels };
        return new ResampledRows(resampled, origins, ClassShares.Shift(data, resampled, isExact: false), stage.Method, stage.Seed);
    }

    /// <summary>Writes x + λ·(neighbour − x), in double so that huge values do not overflow; a value that only one of them has is the parent's.</summary>
    public static void Interpolate(FeatureMatrix matrix, RowOrigin origin, Span<float> row)
    {
        ReadOnlySpan<float> parent = matrix.Row(origin.Parent);
        ReadOnlySpan<float> neighbor = matrix.Row(origin.Neighbor);
        for (int column = 0; column < row.Length; column++)
        {
            double value = parent[column] + (origin.Lambda * ((double)neighbor[column] - parent[column]));
            row[column] = double.IsNaN(value) ? parent[column] : Finite(value);
        }
    }

    /// <summary>Returns the nearest finite single-precision number; beyond the line between two rows a huge value may have none.</summary>
    public static float Finite(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    private static TrainingData Copies(TrainingData data, RowOrigin[] origins) =>
        data.Weights.IsEmpty && data.Timestamps.IsEmpty && data.Keys.Count == 0 ? data : data.Copies(Array.ConvertAll(origins, origin => origin.Parent));

    // Spreads neighbouring numbers over all seeds (Steele et al., 2014), for generators that differ from their first number on.
    private static int HashCode32(int seed, int first)
    {
        ulong mixed = unchecked((((ulong)(uint)seed << 32) | (uint)first) + 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)(mixed >> 33);
    }
}
