namespace FraudMl;

/// <summary>Volume, amount and frauds over time.</summary>
internal static class Timeline
{
    private static readonly string[] AmountNames = ["amount", "amt"];

    public static IReadOnlyList<PeriodProfile> Of(ProfileContext context, TimePeriods? periods, NumberColumn? amounts)
    {
        if (periods is null) return [];
        (int[] counts, int[] frauds) = (new int[periods.Count + 1], new int[periods.Count + 1]);
        (double[] sums, double[] fraudSums) = (new double[periods.Count + 1], new double[periods.Count + 1]);
        for (int row = 0; row < periods.OfRow.Length; row++)
        {
            int period = periods.OfRow[row];
            bool isFraud = context.HasLabels && context.Labels[row] == 1;
            float amount = amounts?.Values[row] ?? 0;
            counts[period]++;
            if (isFraud) frauds[period]++;
            if (float.IsNaN(amount)) continue;
            sums[period] += amount;
            if (isFraud) fraudSums[period] += amount;
        }

        bool labelled = context.HasLabels;
        return [.. Enumerable.Range(0, periods.Count).Select(i => new PeriodProfile(
            periods.Start + (i * periods.Length), counts[i], labelled ? frauds[i] : null,
            labelled && counts[i] > 0 ? (double)frauds[i] / counts[i] : null,
            labelled && counts[i] > 0 ? Interval.Wilson(frauds[i], counts[i]) : null, amounts is null ? null : sums[i],
            labelled && amounts is not null ? fraudSums[i] : null))];
    }

    /// <summary>Returns the column of the amounts: the one that is named, else the first number that is called so.</summary>
    public static NumberColumn? Amounts(Dataset data, string? name)
    {
        if (name is null)
        {
            return data.Columns.OfType<NumberColumn>().FirstOrDefault(column => !ProfileContext.IsHidden(column)
                && AmountNames.Any(part => column.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        }

        return data[name] as NumberColumn ?? throw new FraudMlException(
            $"The amount '{name}' must be a number column. It is a {data[name].Kind} column.") { ColumnName = name };
    }
}
