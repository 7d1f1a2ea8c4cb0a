using System.Globalization;

namespace FraudMl;

/// <summary>Profiles number columns, one after the other, in the same working memory.</summary>
internal sealed class NumberProfiler(ProfileContext context)
{
    private readonly SortedNumbers _sorted = new();
    private readonly byte[] _labels = new byte[context.Labels.Length];

    /// <summary>Adds what the values say to a column's profile.</summary>
    /// <param name="profile">Name, kind and roles.</param>
    /// <param name="values">The values.</param>
    /// <param name="ranks">Gets the rank of each row, ties sharing the mean; NaN where the value is missing. Empty when nobody asks.</param>
    public ColumnProfile Profile(ColumnProfile profile, ReadOnlySpan<float> values, Span<float> ranks)
    {
        _sorted.Sort(values);
        ReadOnlySpan<float> sorted = _sorted.Values.AsSpan(0, _sorted.Count);
        int frauds = SortLabels();
        ranks.Fill(float.NaN);
        double fraudRanks = Rank(sorted, ranks, out int distinct);
        profile = profile.Counted(context.Data.RowCount, values.Length - sorted.Length, distinct);
        if (sorted.IsEmpty) return profile;
        int legits = sorted.Length - frauds;
        double? rocAuc = context.HasLabels && frauds > 0 && legits > 0 ? (fraudRanks - (frauds * (frauds + 1.0) / 2)) / ((double)frauds * legits) : null;
        profile = profile with { Numbers = Numbers(sorted, rocAuc is null ? null : frauds, distinct), RocAuc = rocAuc, Histogram = Histogram(sorted) };
        return Bins(profile, sorted, distinct);
    }

    private int SortLabels()
    {
        for (int i = 0; i < _sorted.Count && context.HasLabels; i++) _labels[i] = context.Labels[_sorted.Rows[i]];
        return Frauds(0, _sorted.Count);
    }

    private int Frauds(int from, int to) => context.HasLabels ? _labels.AsSpan(from, to - from).Count((byte)1) : 0;

    /// <summary>Returns the sum of the frauds' ranks, from 1; ties share their mean rank.</summary>
    private double Rank(ReadOnlySpan<float> sorted, Span<float> ranks, out int distinct)
    {
        double fraudRanks = 0;
        distinct = 0;
        for (int i = 0; i < sorted.Length;)
        {
            int end = i + 1;
            while (end < sorted.Length && sorted[end] == sorted[i]) end++;
            double rank = (i + end + 1) / 2.0;
            distinct++;
            if (context.HasLabels) fraudRanks += rank * (end - i == 1 ? _labels[i] : Frauds(i, end));
            for (; i < end; i++)
            {
                if (!ranks.IsEmpty) ranks[_sorted.Rows[i]] = (float)rank;
            }
        }

        return fraudRanks;
    }

    private NumberProfile Numbers(ReadOnlySpan<float> sorted, int? frauds, int distinct)
    {
        Moments moments = Moments.Of(sorted);
        (double fraudSum, bool isInteger) = (0, true);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (frauds is not null && _labels[i] == 1) fraudSum += sorted[i];
            isInteger = isInteger && float.IsInteger(sorted[i]);
        }

        return new()
        {
            Mean = moments.Mean,
            StandardDeviation = moments.Deviation,
            Skewness = moments.Skewness,
            Kurtosis = moments.Kurtosis,
            IsInteger = isInteger,
            ZeroCount = UpTo(sorted, 0) - UpTo(sorted, -float.Epsilon),
            Minimum = sorted[0],
            Quantile01 = Quantile(0.01),
            Quantile05 = Quantile(0.05),
            LowerQuartile = Quantile(0.25),
            Median = Quantile(0.5),
            UpperQuartile = Quantile(0.75),
            Quantile95 = Quantile(0.95),
            Quantile99 = Quantile(0.99),
            Maximum = sorted[^1],
            LabelCorrelation = frauds is { } count && distinct > 1 ? Correlation(moments, fraudSum / count, (double)count / sorted.Length) : null,
        };
    }

    // Pearson's r with a label of 0 and 1, where p is the share of frauds: (mean of frauds − mean) / sd · √(p / (1 − p)).
    private static double Correlation(Moments moments, double fraudMean, double fraudShare) =>
        (fraudMean - moments.Mean) / moments.Deviation * Math.Sqrt(fraudShare / (1 - fraudShare));

    private HistogramBin[] Histogram(ReadOnlySpan<float> sorted)
    {
        // Infinite numbers have no place between edges: they count in the outer bins of the finite ones.
        int first = Below(sorted, float.MinValue), end = UpTo(sorted, float.MaxValue);
        if (first == end) return [];
        double[] edges = EqualWidth.Edges(sorted[first], sorted[end - 1], context.Options.HistogramBinCount);
        var bins = new HistogramBin[edges.Length - 1];
        for (int bin = 0, from = 0; bin < bins.Length; bin++)
        {
            int to = bin == bins.Length - 1 ? sorted.Length : Below(sorted, edges[bin + 1]);
            bins[bin] = new(edges[bin], edges[bin + 1], to - from, context.HasLabels ? Frauds(from, to) : null);
            from = to;
        }

        return bins;
    }

    private ColumnProfile Bins(ColumnProfile profile, ReadOnlySpan<float> sorted, int distinct)
    {
        if (context.Stability is { } periods)
            profile = PeriodCounts.Of(periods, context.RowsByPeriod, sorted, _sorted.Rows.AsSpan(0, sorted.Length)).Into(profile);
        List<(string, double?, double?)> ranges = [];
        List<(int Count, int Frauds)> counts = [];
        foreach ((double? low, double? high, string name, int from, int to) in Ranges(sorted, distinct))
        {
            if (from == to) continue;
            ranges.Add((name, low, high));
            counts.Add((to - from, Frauds(from, to)));
        }

        var table = new BinCounts(context, counts.Count);
        for (int bin = 0; bin < counts.Count; bin++) table.Add(bin, counts[bin].Count, counts[bin].Frauds);
        return table.Into(profile, ranges);
    }

    // A bin for each value where there are few, else at the quantiles, where a heavy value has a bin of its own.
    private List<(double? Low, double? High, string Name, int From, int To)> Ranges(ReadOnlySpan<float> sorted, int distinct)
    {
        QuantileBins bins = QuantileBins.Of(_sorted.Count, i => _sorted.Values[i], context.Options.BinCount);
        IReadOnlyList<(double? Low, double? High)> ends = distinct <= context.Options.BinCount
            ? [.. Distinct(sorted).Select(value => ((double?)value, (double?)value))]
            : bins.Ends();
        List<(double?, double?, string, int, int)> ranges = [];
        int from = 0;
        foreach ((double? low, double? high) in ends)
        {
            bool isOpen = high is { } edge && low != high && bins.IsHeavy(edge);
            int to = high is not { } end ? sorted.Length : isOpen ? Below(sorted, end) : UpTo(sorted, end);
            ranges.Add((low, high, Name(low, high, isOpen), from, to));
            from = to;
        }

        return ranges;
    }

    private static string Name(double? low, double? high, bool isOpen) => (low, high) switch
    {
        (null, null) => "all",
        (null, { } edge) => $"{(isOpen ? "<" : "≤")} {Text(edge)}",
        ({ } edge, null) => $"> {Text(edge)}",
        ({ } first, { } last) when first == last => Text(first),
        ({ } first, { } last) => $"{Text(first)} – {(isOpen ? "< " : "")}{Text(last)}",
    };

    private static double[] Distinct(ReadOnlySpan<float> sorted)
    {
        List<double> values = [sorted[0]];
        foreach (float value in sorted)
        {
            if (value != values[^1]) values.Add(value);
        }

        return [.. values];
    }

    private double Quantile(double share) => Quantiles.Linear(share, _sorted.Count, i => _sorted.Values[i]);

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static int UpTo(ReadOnlySpan<float> sorted, double edge) => Place(sorted, edge, orEqual: true);

    private static int Below(ReadOnlySpan<float> sorted, double edge) => Place(sorted, edge, orEqual: false);

    private static int Place(ReadOnlySpan<float> sorted, double edge, bool orEqual)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < edge || (orEqual && sorted[middle] == edge)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
