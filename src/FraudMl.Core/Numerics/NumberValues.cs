namespace FraudMl;

/// <summary>The values of a number column that are there, as doubles.</summary>
internal static class NumberValues
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;

    /// <summary>Returns the values that are there, in the order of the rows.</summary>
    public static double[] Present(ReadOnlySpan<float> values)
    {
        var present = new double[Count(values)];
        int next = 0;
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) present[next++] = value;
        }

        return present;
    }

    /// <summary>Returns the values that are there in ascending order, in linear time: three passes of counting over 11 bits each.</summary>
    public static double[] Sorted(ReadOnlySpan<float> values)
    {
        uint[] keys = new uint[Count(values)], other = new uint[keys.Length];
        int next = 0;
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) keys[next++] = Key(value);
        }

        int[] starts = new int[DigitCount];
        for (int shift = 0; shift < 32; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (uint key in keys) starts[Digit(key, shift)]++;
            int start = 0;
            foreach (ref int count in starts.AsSpan()) (count, start) = (start, start + count);
            foreach (uint key in keys) other[starts[Digit(key, shift)]++] = key;
            (keys, other) = (other, keys);
        }

        return Array.ConvertAll(keys, key => (double)Value(key));
    }

    /// <summary>Returns the sorted values' quantile, numpy's default.</summary>
    public static double Quantile(double[] sorted, double quantile) => Quantiles.Linear(quantile, sorted.Length, i => sorted[i]);

    private static int Count(ReadOnlySpan<float> values)
    {
        int count = 0;
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) count++;
        }

        return count;
    }

    private static int Digit(uint key, int shift) => (int)(key >> shift) & (DigitCount - 1);

    // The bits of floats order as unsigned integers once negative ones are inverted and the sign of the others is set; −0 counts as 0.
    private static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    private static float Value(uint key) =>
        BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key);
}
