namespace FraudMl;

/// <summary>Stands for whole rows: 128 bits over features, keys and times, the same for equal rows of any dataset.</summary>
internal static class RowHashes
{
    public static UInt128[] Of(Dataset data, string[] except)
    {
        var hashes = new UInt128[data.RowCount];
        foreach (DataColumn column in data.Columns)
        {
            if (!column.Is(ColumnRoles.Feature | ColumnRoles.Key | ColumnRoles.Timestamp) || except.Contains(column.Name)) continue;
            ulong[] values = ValuesOf(column);
            for (int row = 0; row < values.Length; row++) hashes[row] = Mix(hashes[row], values[row]);
        }

        return hashes;
    }

    private static ulong[] ValuesOf(DataColumn column) => column switch
    {
        NumberColumn numbers => Array.ConvertAll(numbers.Values.ToArray(),
            value => (ulong)BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value)),
        TimestampColumn times => Array.ConvertAll(times.Values.ToArray(), time => (ulong)time),
        TextColumn texts => TextHash.Of(texts),
        _ => throw new FraudMlException($"Column '{column.Name}' is of an unknown kind.") { ColumnName = column.Name },
    };

    // FNV-1a's 128-bit prime over whole words, rotated so that the high bits come down again.
    private static UInt128 Mix(UInt128 hash, ulong value) =>
        UInt128.RotateLeft((hash ^ value) * new UInt128(0x1000000, 0x13B), 61) + 0x9E3779B97F4A7C15;
}
