using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

internal static class SyntheticRows
{
    /// <summary>Returns the training rows followed by made-up ones; a made-up row has its parent's weight, time and entity. The training
    /// rows are shared, not copied.</summary>
    public static ResampledRows Append(TrainingData data, IReadOnlyList<(SyntheticPlan Plan, bool Label)> parts, SyntheticRules rules,
        ResamplingStage stage, ResamplingContext context)
    {
        int kept = data.Labels.Length, columns = data.Matrix.ColumnCount, count = parts.Sum(part => part.Plan.Origins.Length);
        var repair = new RowRepair(data.Matrix, rules);
        float[] values = GC.AllocateUninitializedArray<float>(FeatureMatrix.CellCount(count, columns));
        var labels = new bool[kept + count];
        data.Labels.Span.CopyTo(labels);
        var origins = new RowOrigin[kept + count];
        Chunks.Run(kept, Chunks.Of(context), (from, end) => Keep(origins, from, end));
        int next = 0;
        foreach ((SyntheticPlan plan, bool label) in parts)
        {
            int first = next;
            labels.AsSpan(kept + first, plan.Origins.Length).Fill(label);
            Chunks.Run(plan.Origins.Length, Chunks.Of(context), (from, end) =>
            {
                Random random = new(HashCode32(stage.Seed, first + from));
                Span<RowOrigin> made = origins.AsSpan(kept + first + from, end - from);
                plan.Origins.AsSpan(from, end - from).CopyTo(made);
                Make(data.Matrix, made, stage, plan.Fill, random, repair, values.AsSpan((first + from) * columns, made.Length * columns));
            });
            next += plan.Origins.Length;
        }

        TrainingData resampled = Copies(data, origins) with { Matrix = data.Matrix.Append(values, count), Labels = labels };
        return new ResampledRows(resampled, origins, ClassShares.Shift(data, resampled, isExact: false), stage.Method, stage.Seed);
    }

    // Compiled for speed at once: a run may be over before the runtime would get round to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Make(FeatureMatrix matrix, Span<RowOrigin> origins, ResamplingStage stage, RowFill? fill, Random random,
        RowRepair repair, Span<float> values)
    {
        int columns = matrix.ColumnCount;
        for (int i = 0; i < origins.Length; i++)
        {
            RowOrigin origin = origins[i] with { MadeBy = stage };
            origins[i] = origin;
            Span<float> row = values.Slice(i * columns, columns);
            if (fill is not null) fill(origin, random, row);
            else Interpolate(matrix, origin, row);
            if (repair.IsNeeded) repair.Apply(row, matrix.Row(origin.Parent));
        }
    }

    /// <summary>Writes x + λ·(neighbour − x), in double so that huge values do not overflow; a value that only one of them
    /// has is the parent's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Interpolate(FeatureMatrix matrix, RowOrigin origin, Span<float> row)
    {
        ReadOnlySpan<float> parent = matrix.Row(origin.Parent), neighbor = matrix.Row(origin.Neighbor);
        Vector256<double> share = Vector256.Create((double)origin.Lambda);
        int column = 0;
        for (; column + Vector256<float>.Count <= row.Length; column += Vector256<float>.Count)
        {
            Vector256<float> from = Vector256.Create(parent[column..]), to = Vector256.Create(neighbor[column..]);
            (Vector256<double> lowFrom, Vector256<double> highFrom) = Vector256.Widen(from);
            (Vector256<double> lowTo, Vector256<double> highTo) = Vector256.Widen(to);
            Vector256<float> value = Vector256.Narrow(lowFrom + (share * (lowTo - lowFrom)), highFrom + (share * (highTo - highFrom)));
            value = Vector256.ConditionalSelect(Vector256.Equals(value, value), value, from);
            Vector256.Max(Vector256.Min(value, Vector256.Create(float.MaxValue)), Vector256.Create(-float.MaxValue)).CopyTo(row[column..]);
        }

        for (; column < row.Length; column++)
        {
            double value = parent[column] + (origin.Lambda * ((double)neighbor[column] - parent[column]));
            row[column] = double.IsNaN(value) ? parent[column] : Finite(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keep(RowOrigin[] origins, int from, int end)
    {
        for (int row = from; row < end; row++) origins[row] = RowOrigin.Of(row);
    }

    /// <summary>Returns the nearest finite single-precision number; beyond the line between two rows a huge value may have none.</summary>
    public static float Finite(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    private static TrainingData Copies(TrainingData data, RowOrigin[] origins) =>
        data.Weights.IsEmpty && data.Timestamps.IsEmpty && data.Keys.Count == 0
            ? data : data.Copies(Array.ConvertAll(origins, origin => origin.Parent));

    // Spreads neighbouring numbers over all seeds (Steele et al., 2014), for generators that differ from their first number on.
    private static int HashCode32(int seed, int first)
    {
        ulong mixed = unchecked((((ulong)(uint)seed << 32) | (uint)first) + 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (int)(mixed >> 33);
    }
}
