using System.Globalization;

namespace FraudMl;

/// <summary>Takes samples of datasets.</summary>
public static class DatasetSample
{
    extension(Dataset data)
    {
        /// <summary>Returns every fraud and a share of the other rows, drawn without replacement, in the order of the data.</summary>
        /// <remarks>
        /// The share of frauds is then higher than it was, and so are probabilities and precision of what is trained and measured on it;
        /// <see cref="SampleOptions.WeightColumn"/> keeps what corrects them.
        /// </remarks>
        /// <param name="share">The share of the legitimate rows, in (0, 1]; their number is rounded, at least 1.</param>
        /// <param name="options">Seed, weights.</param>
        /// <exception cref="FraudMlException">Thrown when the share is out of range, or the weight's column has another use.</exception>
        public Dataset Sample(double share, SampleOptions? options = null)
        {
            (options ??= new()).Validate();
            if (!(share > 0 && share <= 1))
                throw new FraudMlException(FormattableString.Invariant($"share must be in (0, 1]. Got {share} instead."));
            bool keepsFrauds = options.KeepFrauds && data.HasLabels;
            ReadOnlySpan<bool> kept = keepsFrauds ? data.Labels : new bool[data.RowCount];
            int others = kept.Count(false), drawn = others == 0 ? 0 : Math.Max(1, Shares.Round(share, others));
            int[] rows = Draw(kept, others, drawn, options.Seed);
            string percent = share.ToString("0.####%", CultureInfo.InvariantCulture);
            Dataset sample = data.Take(rows).Named(
                keepsFrauds ? $"{data.Name} (every fraud, {percent} of the rest)" : $"{data.Name} ({percent} of the rows)");
            return options.WeightColumn is { } name ? Weighted(sample, name, keepsFrauds, (double)others / drawn) : sample;
        }
    }

    // Selection sampling (Knuth, The Art of Computer Programming, 3.4.2, algorithm S): exactly as many, in order.
    internal static int[] Draw(ReadOnlySpan<bool> kept, int others, int drawn, int seed)
    {
        var random = SplitMix64.Stream(seed, 0);
        int[] rows = new int[kept.Length - others + drawn];
        int count = 0;
        for (int row = 0; row < kept.Length; row++)
        {
            bool takes = kept[row];
            if (!takes && random.Below(others--) < drawn)
            {
                takes = true;
                drawn--;
            }

            if (takes) rows[count++] = row;
        }

        return rows;
    }

    private static Dataset Weighted(Dataset sample, string name, bool keepsFrauds, double weight)
    {
        DataColumn? weighted = sample.Columns.FirstOrDefault(column => column.Is(ColumnRoles.Weight));
        if (sample.Has(name) && sample[name] != weighted)
            throw new FraudMlException($"Sample can't put weights into '{name}': {sample.Name} has a column of that name. Choose another "
                + $"WeightColumn.") { ColumnName = name };
        if (weighted is not null && weighted.Name != name)
            throw new FraudMlException($"{sample.Name} has its weights in '{weighted.Name}'. Give that as WeightColumn: they are "
                + $"multiplied.") { ColumnName = weighted.Name };
        float[] values = new float[sample.RowCount];
        for (int row = 0; row < values.Length; row++)
        {
            float before = weighted is null ? 1 : sample.Weights[row];
            values[row] = keepsFrauds && sample.Labels[row] ? before : (float)(before * weight);
        }

        var column = new NumberColumn(name, values, weighted?.Roles ?? ColumnRoles.Weight);
        return sample.With([.. sample.Columns.Where(other => other != weighted), column]);
    }
}
