namespace FraudMl;

/// <summary>Finds for each row the row of another dataset with the same key; −1 where there is none.</summary>
internal static class KeyMatches
{
    public static int[] Only(JoinedColumns join)
    {
        (int[] rows, int[] others, int count) = KeyNumbers.OfBoth(join.Keys, join.OtherKeys);
        int[] places = new int[count], counts = new int[count];
        for (int other = 0; other < others.Length; other++)
        {
            if (others[other] < 0) continue;
            places[others[other]] = other;
            counts[others[other]]++;
        }

        RequireUnique(join, counts);
        return Array.ConvertAll(rows, number => number < 0 || counts[number] == 0 ? -1 : places[number]);
    }

    public static int[] AsOf(JoinedColumns join, AsOfJoinOptions options)
    {
        ReadOnlySpan<long> now = join.Data.Timestamps, times = join.Other.Timestamps;
        (int[] rows, int[] others, int count) = KeyNumbers.OfBoth(join.Keys, join.OtherKeys);
        long reach = options.Within is { } within ? within.Ticks / TimeSpan.TicksPerMicrosecond : long.MaxValue;
        (int[] starts, int[] known) = ByKeyAndTime(others, times, count);
        long[] knownTimes = new long[known.Length];
        for (int i = 0; i < known.Length; i++) knownTimes[i] = times[known[i]];

        int[] matches = new int[rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            matches[row] = -1;
            if (rows[row] < 0 || now[row] == TimestampColumn.Missing) continue;
            (int low, int high) = (starts[rows[row]], starts[rows[row] + 1]);
            int first = low;
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (knownTimes[middle] < now[row] || (knownTimes[middle] == now[row] && !options.StrictlyBefore)) low = middle + 1;
                else high = middle;
            }

            if (low > first && (Int128)now[row] - knownTimes[low - 1] <= reach) matches[row] = known[low - 1];
        }

        return matches;
    }

    // The rows of each key by time, one key after the other, and where each begins; those without key or time are left out.
    private static (int[] Starts, int[] Rows) ByKeyAndTime(int[] keys, ReadOnlySpan<long> times, int count)
    {
        int[] starts = new int[count + 1];
        for (int row = 0; row < keys.Length; row++)
        {
            if (keys[row] >= 0 && times[row] != TimestampColumn.Missing) starts[keys[row] + 1]++;
        }

        for (int key = 0; key < count; key++) starts[key + 1] += starts[key];
        int[] rows = new int[starts[count]], next = starts.AsSpan(0, count).ToArray();
        foreach (int row in TimeOrder.Of(times))
        {
            if (keys[row] >= 0 && times[row] != TimestampColumn.Missing) rows[next[keys[row]]++] = row;
        }

        return (starts, rows);
    }

    private static void RequireUnique(JoinedColumns join, int[] counts)
    {
        int repeated = counts.Count(count => count > 1);
        if (repeated == 0) return;
        string[] names = [.. join.OtherKeys.Select(key => key.Name)];
        throw new FraudMlException(FormattableString.Invariant(
            $"Join: each key must stand once in {join.Other.Name}, and {repeated} of the {counts.Count(count => count > 0)} values of ")
            + $"'{string.Join(", ", names)}' stand more than once. Join what changes with time with JoinAsOf, or make one row of each key "
            + $"with GroupBy.") { ColumnName = names[0] };
    }
}
