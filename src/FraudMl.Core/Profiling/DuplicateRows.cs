namespace FraudMl;

/// <summary>Counts rows that stand further up already.</summary>
internal static class DuplicateRows
{
    public static int Count(Dataset data)
    {
        var hashes = new ulong[data.RowCount];
        foreach (DataColumn column in data.Columns)
        {
            for (int row = 0; row < hashes.Length; row++)
                hashes[row] = ulong.RotateLeft(hashes[row] ^ Bits(column, row), 29) * 0x9E3779B97F4A7C15;
        }

        int[] rows = [.. Enumerable.Range(0, hashes.Length)];
        Array.Sort(hashes, rows);
        int count = 0;
        for (int i = 1, first = 0; i < rows.Length; i++)
        {
            if (hashes[i] != hashes[first]) first = i;
            else if (data.Columns.All(column => Bits(column, rows[i]) == Bits(column, rows[first]))) count++;
        }

        return count;
    }

    private static ulong Bits(DataColumn column, int row) => column switch
    {
        NumberColumn numbers => BitConverter.SingleToUInt32Bits(float.IsNaN(numbers.Values[row]) ? float.NaN : numbers.Values[row] + 0f),
        TextColumn texts => (uint)texts.Codes[row],
        _ => (ulong)((TimestampColumn)column).Values[row],
    };
}
