namespace FraudMl;

/// <summary>Computes summaries of groups of rows, in doubles and in the order of the rows.</summary>
internal sealed class GroupColumns(Dataset data, int[] groups, int count)
{
    public DataColumn Of(GroupSummary summary)
    {
        switch (summary.Function)
        {
            case GroupFunction.Count:
                return Column(summary.Name, Counts(_ => true), ColumnRoles.Feature);
            case GroupFunction.FraudCount or GroupFunction.FraudShare:
                bool[] frauds = data.Labels.ToArray();
                double[] counts = Counts(row => frauds[row]);
                return Column(summary.Name, summary.Function == GroupFunction.FraudCount ? counts : Divided(counts, Counts(_ => true)),
                    ColumnRoles.Ignored);
        }

        DataColumn column = data[summary.Column!];
        if (column.Is(ColumnRoles.Label))
            throw new FraudMlException($"GroupBy: '{column.Name}' is the label. Its share is by.FraudShare(), its sum "
                + "by.FraudCount().") { ColumnName = column.Name };
        return column switch
        {
            NumberColumn numbers => Numbers(summary, numbers),
            TimestampColumn times when summary.Function is GroupFunction.Min or GroupFunction.Max => Times(summary, times),
            _ => throw new FraudMlException($"GroupBy: {summary.Function} needs a Number column"
                + $"{(summary.Function is GroupFunction.Min or GroupFunction.Max ? " or a Timestamp" : "")}, and '{column.Name}' is "
                + $"{column.Kind}.") { ColumnName = column.Name },
        };
    }

    // What is not a sum counts from where the column counts.
    private NumberColumn Numbers(GroupSummary summary, NumberColumn column)
    {
        float[] values = column.Values.ToArray();
        if (summary.Function is GroupFunction.Sum or GroupFunction.Mean)
        {
            double[] sums = new double[count];
            for (int row = 0; row < groups.Length; row++)
            {
                if (!float.IsNaN(values[row])) sums[groups[row]] += values[row];
            }

            double[] counts = Counts(row => !float.IsNaN(values[row]));
            if (summary.Function == GroupFunction.Mean)
                return Column(summary.Name, Divided(sums, counts), ColumnRoles.Feature, column.Origin);
            for (int group = 0; group < count; group++) sums[group] += counts[group] * column.Origin;
            return Column(summary.Name, sums, ColumnRoles.Feature);
        }

        double[] best = new double[count];
        Array.Fill(best, double.NaN);
        for (int row = 0; row < groups.Length; row++)
        {
            ref double here = ref best[groups[row]];
            bool isBetter = summary.Function == GroupFunction.Min ? values[row] < here : values[row] > here;
            if (isBetter || double.IsNaN(here)) here = values[row];
        }

        return Column(summary.Name, best, ColumnRoles.Feature, column.Origin);
    }

    private TimestampColumn Times(GroupSummary summary, TimestampColumn column)
    {
        long[] best = new long[count];
        Array.Fill(best, TimestampColumn.Missing);
        for (int row = 0; row < groups.Length; row++)
        {
            long time = column.Values[row];
            ref long here = ref best[groups[row]];
            bool isBetter = summary.Function == GroupFunction.Min ? time < here : time > here;
            if (time != TimestampColumn.Missing && (isBetter || here == TimestampColumn.Missing)) here = time;
        }

        return new TimestampColumn(summary.Name, best, column.Roles & ColumnRoles.Feature);
    }

    private double[] Counts(Func<int, bool> counts)
    {
        double[] rows = new double[count];
        for (int row = 0; row < groups.Length; row++)
        {
            if (counts(row)) rows[groups[row]]++;
        }

        return rows;
    }

    private static double[] Divided(double[] sums, double[] counts)
    {
        double[] shares = new double[sums.Length];
        for (int i = 0; i < shares.Length; i++) shares[i] = sums[i] / counts[i];
        return shares;
    }

    private static NumberColumn Column(string name, double[] values, ColumnRoles roles, double origin = 0) =>
        new(name, Array.ConvertAll(values, value => (float)value), roles, null, origin);
}
