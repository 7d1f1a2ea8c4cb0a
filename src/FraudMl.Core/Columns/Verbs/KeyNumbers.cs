namespace FraudMl;

/// <summary>Numbers for the values of key columns.</summary>
internal static class KeyNumbers
{
    /// <summary>Numbers the combinations of values in order of their first row, from 0; missing is a value too.</summary>
    /// <returns>The number of each row, and the first row of each number.</returns>
    public static (int[] Numbers, int[] FirstRows) OfGroups(IReadOnlyList<DataColumn> columns)
    {
        int[] numbers = new int[columns[0].RowCount];
        List<int> firstRows = [];
        foreach (DataColumn column in columns)
        {
            int[] values = Of(column);
            var known = new Dictionary<long, int>();
            firstRows.Clear();
            for (int row = 0; row < numbers.Length; row++)
            {
                long pair = Pair(numbers[row], values[row]);
                if (!known.TryGetValue(pair, out int number))
                {
                    known.Add(pair, number = known.Count);
                    firstRows.Add(row);
                }

                numbers[row] = number;
            }
        }

        return (numbers, [.. firstRows]);
    }

    /// <summary>Numbers the combinations of values that stand in the columns of another dataset; −1 for those that
    /// don't, and where one is missing.</summary>
    /// <returns>The numbers of our rows and of the others, and how many there are.</returns>
    public static (int[] Rows, int[] Others, int Count) OfBoth(IReadOnlyList<DataColumn> columns, IReadOnlyList<DataColumn> others)
    {
        int[] known = Of(others[0]), numbers = Of(columns[0], others[0], known);
        for (int i = 1; i < columns.Count; i++)
        {
            int[] next = Of(others[i]), ours = Of(columns[i], others[i], next);
            var pairs = new Dictionary<long, int>();
            for (int row = 0; row < known.Length; row++)
            {
                if (known[row] < 0 || next[row] < 0) known[row] = -1;
                else if (pairs.TryGetValue(Pair(known[row], next[row]), out int number)) known[row] = number;
                else
                {
                    long pair = Pair(known[row], next[row]);
                    pairs.Add(pair, known[row] = pairs.Count);
                }
            }

            for (int row = 0; row < numbers.Length; row++)
            {
                bool isKnown = pairs.TryGetValue(Pair(numbers[row], ours[row]), out int number);
                numbers[row] = isKnown && numbers[row] >= 0 && ours[row] >= 0 ? number : -1;
            }
        }

        // A text of the dictionary that no other row has is a number too.
        return (numbers, known, known.Concat(numbers).DefaultIfEmpty(-1).Max() + 1);
    }

    private static long Pair(int left, int right) => ((long)left << 32) | (uint)right;

    // A number from 0 for each distinct value, −1 for a missing one.
    private static int[] Of(DataColumn column) => column switch
    {
        TextColumn texts => Array.ConvertAll(texts.Codes.ToArray(), code => Math.Max(code, -1)),
        NumberColumn numbers => Of(numbers.RowCount, numbers.Exact, double.IsNaN),
        TimestampColumn times => Of(times.RowCount, row => times.Values[row], time => time == TimestampColumn.Missing),
        _ => throw new NotSupportedException($"There is no column such as '{column.Name}'."),
    };

    private static int[] Of<T>(int rowCount, Func<int, T> value, Predicate<T> isMissing)
        where T : notnull
    {
        int[] numbers = new int[rowCount];
        var known = new Dictionary<T, int>();
        for (int row = 0; row < rowCount; row++)
        {
            T here = value(row);
            if (isMissing(here)) numbers[row] = -1;
            else if (known.TryGetValue(here, out int number)) numbers[row] = number;
            else known.Add(here, numbers[row] = known.Count);
        }

        return numbers;
    }

    // The number that the same value has in another column.
    private static int[] Of(DataColumn column, DataColumn other, int[] numbers)
    {
        switch (column, other)
        {
            case (TextColumn texts, TextColumn others):
                int[] map = others.Dictionary.MapFrom(texts.Dictionary);
                return Array.ConvertAll(texts.Codes.ToArray(), code => code < 0 ? -1 : map[code]);
            case (NumberColumn values, NumberColumn others):
                return Of(values.RowCount, values.Exact, others.Exact, numbers);
            case (TimestampColumn times, TimestampColumn others):
                return Of(times.RowCount, row => times.Values[row], row => others.Values[row], numbers);
            default:
                // Of one of the two nothing is there that could match.
                int[] none = new int[column.RowCount];
                Array.Fill(none, -1);
                return none;
        }
    }

    private static int[] Of<T>(int rowCount, Func<int, T> value, Func<int, T> other, int[] numbers)
        where T : notnull
    {
        var known = new Dictionary<T, int>();
        for (int row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] >= 0) known.TryAdd(other(row), numbers[row]);
        }

        int[] found = new int[rowCount];
        for (int row = 0; row < rowCount; row++) found[row] = known.GetValueOrDefault(value(row), -1);
        return found;
    }
}
