using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>Profiles the columns of a dataset side by side.</summary>
internal static class ColumnProfiles
{
    /// <summary>Returns the profile of each column.</summary>
    /// <param name="context">The dataset and the options.</param>
    /// <param name="ranks">The ranks of the number columns that are correlated: features and the label, as many as the options say.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ColumnProfile[] Of(ProfileContext context, out List<NumberColumn> ranks, CancellationToken cancellationToken)
    {
        IReadOnlyList<DataColumn> columns = context.Data.Columns;
        float[]?[] rankOf = new float[]?[columns.Count];
        foreach (int i in Correlated(columns, context.Options.CorrelationColumnCount)) rankOf[i] = new float[context.Data.RowCount];
        var profiles = new ColumnProfile[columns.Count];
        // Each worker takes the next column, with working memory of its own.
        var profilers = new ConcurrentBag<NumberProfiler>();
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, columns.Count), EnumerablePartitionerOptions.NoBuffering),
            new() { CancellationToken = cancellationToken }, i =>
        {
            if (!profilers.TryTake(out NumberProfiler? numbers)) numbers = new NumberProfiler(context);
            profiles[i] = Of(context, columns[i], numbers, rankOf[i]);
            profilers.Add(numbers);
        });
        ranks = [.. columns.Index().Where(column => rankOf[column.Index] is not null && profiles[column.Index].DistinctCount > 1)
            .Select(column => new NumberColumn(column.Item.Name, rankOf[column.Index]!, column.Item.Roles))];
        return profiles;
    }

    private static ColumnProfile Of(ProfileContext context, DataColumn column, NumberProfiler numbers, float[]? ranks)
    {
        var profile = new ColumnProfile { Name = column.Name, Kind = column.Kind, Roles = column.Roles, MissingCount = 0, MissingRatio = 0,
            DistinctCount = 0 };
        profile = column switch
        {
            NumberColumn number => numbers.Profile(profile, number.Values, ranks),
            TextColumn text => TextProfiler.Profile(context, profile, text),
            _ => TimestampProfiler.Profile(context, profile, (TimestampColumn)column),
        };
        if (!context.MayList(column)) profile = profile.CountsOnly();

        // What the label tells of itself is everything.
        return column.Is(ColumnRoles.Label)
            ? profile with { RocAuc = null, InformationValue = null, MutualInformation = null,
                Numbers = profile.Numbers is { } label ? label with { LabelCorrelation = null } : null }
            : profile;
    }

    private static IEnumerable<int> Correlated(IReadOnlyList<DataColumn> columns, int most) => columns.Index()
        .Where(column => column.Item is NumberColumn && (column.Item.Is(ColumnRoles.Feature) || column.Item.Is(ColumnRoles.Label)))
        .OrderByDescending(column => column.Item.Is(ColumnRoles.Label)).Take(most).Select(column => column.Index);

    /// <summary>Returns the profile without any value of the column: its smallest number or a text in it may be that of a person.</summary>
    private static ColumnProfile CountsOnly(this ColumnProfile profile) =>
        profile with { Numbers = null, Times = null, TopTexts = [], Histogram = [], Bins = [], InformationValue = null,
            MutualInformation = null };

    /// <summary>Returns the profile with its counts.</summary>
    public static ColumnProfile Counted(this ColumnProfile profile, int rows, int missing, int distinct) =>
        profile with { MissingCount = missing, MissingRatio = rows == 0 ? 0 : (double)missing / rows, DistinctCount = distinct };
}
