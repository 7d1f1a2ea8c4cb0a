using System.Numerics;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Counts a number input into its bins: a value is compared with all ends at once.</summary>
internal sealed class NumberBins
{
    /// <summary>The most ends: those of deciles are nine.</summary>
    public const int MostEnds = 16;

    private readonly int _slot, _missing;
    private readonly Vector256<float> _first, _second;

    /// <summary>Creates it.</summary>
    /// <param name="column">The column among those of the reference.</param>
    /// <param name="slot">The slot of the input.</param>
    /// <param name="ends">Ascending, at most <see cref="MostEnds"/>; the bin of a value is the number of ends below it.</param>
    public NumberBins(int column, int slot, double[] ends)
    {
        (Column, _slot, _missing) = (column, slot, ends.Length + 1);
        float[] padded = [.. ends.Select(Below), .. Enumerable.Repeat(float.PositiveInfinity, MostEnds - ends.Length)];
        (_first, _second) = (Vector256.Create(padded), Vector256.Create(padded.AsSpan(Vector256<float>.Count)));
    }

    public int Column { get; }

    public void Count(RowBlock block, long[] cells)
    {
        (Vector256<float> first, Vector256<float> second) = (_first, _second);
        foreach (float value in block.NumberArray(_slot).AsSpan(0, block.RowCount))
        {
            Vector256<float> same = Vector256.Create(value);
            int bin = BitOperations.PopCount(Vector256.GreaterThan(same, first).ExtractMostSignificantBits())
                + BitOperations.PopCount(Vector256.GreaterThan(same, second).ExtractMostSignificantBits());
            cells[float.IsFinite(value) ? bin : _missing]++;
        }
    }

    // A float is above a double where it is above the largest float that is not.
    private static float Below(double end)
    {
        float near = (float)end;
        return near > end ? MathF.BitDecrement(near) : near;
    }
}
