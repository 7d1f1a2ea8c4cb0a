namespace FraudMl;

/// <summary>Profiles text columns.</summary>
internal static class TextProfiler
{
    private const int FewestRowsOfIds = 100;
    private const double IdShare = 0.9;

    public static ColumnProfile Profile(ProfileContext context, ColumnProfile profile, TextColumn column)
    {
        LevelCounts levels = LevelCounts.Of(column, context.Labels);
        int present = context.Data.RowCount - levels.MissingCount;
        profile = profile.Counted(context.Data.RowCount, levels.MissingCount, levels.DistinctCount) with
        {
            RocAuc = context.HasBothClasses ? levels.CrossFittedRocAuc() : null,
            RareTextCount = levels.Counts.Count(
                count => count > 0 && !Shares.Reaches(count, context.Options.RareLimit, context.Data.RowCount)),
        };

        // A name of the row is nobody's business either: a profile is kept and sent around.
        if (!context.MayList(column) || levels.DistinctCount == present || IsIdLike(levels.DistinctCount, present)) return profile;
        int[] order = levels.ByFallingCount(column.Dictionary);
        TextCount[] top = [.. order.Take(context.Options.TopTextCount).Select(code => new TextCount(
            column.Dictionary.Texts[code], levels.Counts[code],
            context.HasLabels ? (double)levels.Frauds[code] / levels.Counts[code] : null))];
        return Bins(context, profile with { TopTexts = top }, column, levels, order);
    }

    /// <summary>Returns whether (nearly) every row has a value of its own.</summary>
    public static bool IsIdLike(int distinct, int present) => present >= FewestRowsOfIds && Shares.Reaches(distinct, IdShare, present);

    private static ColumnProfile Bins(ProfileContext context, ColumnProfile profile, TextColumn column, LevelCounts levels, int[] order)
    {
        int shown = Math.Min(order.Length, context.Options.TopTextCount);
        bool hasOthers = order.Length > shown;
        var table = new BinCounts(context, hasOthers ? shown + 1 : shown);
        var binOf = new int[column.Dictionary.Count];
        Array.Fill(binOf, shown);
        for (int place = 0; place < order.Length; place++)
        {
            binOf[order[place]] = Math.Min(place, shown);
            table.Add(Math.Min(place, shown), levels.Counts[order[place]], levels.Frauds[order[place]]);
        }

        if (context.Stability is { } periods)
        {
            var byPeriod = new PeriodCounts(periods, context.RowsByPeriod, hasOthers ? shown + 1 : shown);
            for (int row = 0; row < column.RowCount; row++)
            {
                if (column.Codes[row] >= 0) byPeriod.Add(binOf[column.Codes[row]], row);
            }

            profile = byPeriod.Into(profile);
        }

        IEnumerable<(string, double?, double?)> names = order.Take(shown)
            .Select(code => (column.Dictionary.Texts[code], (double?)null, (double?)null));
        return table.Into(profile, [.. hasOthers ? names.Append(("other", null, null)) : names]);
    }
}
