namespace FraudMl;

/// <summary>The values of a column that are there, ascending, and the row of each; equal values stay in the order of the rows.</summary>
internal sealed class SortedNumbers
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private uint[] _keys = [], _otherKeys = [];
    private int[] _rows = [], _otherRows = [];

    public float[] Values { get; private set; } = [];

    /// <summary>The row of each value; longer than <see cref="Count"/>.</summary>
    public int[] Rows => _rows;

    public int Count { get; private set; }

    /// <summary>Sorts by radix: three passes over eleven bits each, which beats comparing several times over. The
    /// arrays are used again.</summary>
    public void Sort(ReadOnlySpan<float> values)
    {
        if (_keys.Length < values.Length)
        {
            (_keys, _otherKeys, _rows, _otherRows) = (new uint[values.Length], new uint[values.Length], new int[values.Length],
                new int[values.Length]);
            Values = new float[values.Length];
        }

        Count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (float.IsNaN(values[row])) continue;
            _keys[Count] = Key(values[row]);
            _rows[Count++] = row;
        }

        Span<int> starts = stackalloc int[DigitCount];
        for (int shift = 0; shift < 32; shift += DigitBits) Pass(shift, starts);
        for (int i = 0; i < Count; i++) Values[i] = Value(_keys[i]);
    }

    private void Pass(int shift, Span<int> starts)
    {
        ReadOnlySpan<uint> keys = _keys.AsSpan(0, Count);
        starts.Clear();
        foreach (uint key in keys) starts[(int)(key >> shift) & (DigitCount - 1)]++;
        int sum = 0;
        foreach (ref int start in starts)
        {
            if (start == Count) return;
            (start, sum) = (sum, sum + start);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            int place = starts[(int)(keys[i] >> shift) & (DigitCount - 1)]++;
            _otherKeys[place] = keys[i];
            _otherRows[place] = _rows[i];
        }

        (_keys, _otherKeys, _rows, _otherRows) = (_otherKeys, _keys, _otherRows, _rows);
    }

    // The bits of floats as integers that order as the floats do; -0 and 0 are one value.
    private static uint Key(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
    }

    private static float Value(uint key) => BitConverter.UInt32BitsToSingle((key & 0x8000_0000) != 0 ? key & 0x7FFF_FFFF : ~key);
}
