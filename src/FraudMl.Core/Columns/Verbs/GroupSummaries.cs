namespace FraudMl.Data;

/// <summary>What <c>GroupBy</c> computes of the rows of each key; immutable. Missing values are skipped, weights don't count.</summary>
public sealed class GroupSummaries
{
    internal static readonly GroupSummaries None = new([]);

    private GroupSummaries(IReadOnlyList<GroupSummary> all) => All = all;

    internal IReadOnlyList<GroupSummary> All { get; }

    /// <summary>Adds <c>Count</c>, the number of rows.</summary>
    public GroupSummaries Count() => With(GroupFunction.Count, null);

    /// <summary>Adds <c>Sum_</c> and the column's name; the sum of none is 0.</summary>
    /// <param name="column">A number column.</param>
    public GroupSummaries Sum(string column) => With(GroupFunction.Sum, column);

    /// <summary>Adds <c>Mean_</c> and the column's name; missing when no value is there.</summary>
    /// <param name="column">A number column.</param>
    public GroupSummaries Mean(string column) => With(GroupFunction.Mean, column);

    /// <summary>Adds <c>Min_</c> and the column's name: the smallest number or earliest time; missing when no value is there.</summary>
    /// <param name="column">A number or timestamp column.</param>
    public GroupSummaries Min(string column) => With(GroupFunction.Min, column);

    /// <summary>Adds <c>Max_</c> and the column's name: the largest number or latest time; missing when no value is there.</summary>
    /// <param name="column">A number or timestamp column.</param>
    public GroupSummaries Max(string column) => With(GroupFunction.Max, column);

    /// <summary>Adds <c>FraudCount</c>, the number of frauds; to look at, no feature: its role
    /// is <see cref="ColumnRoles.Ignored"/>.</summary>
    public GroupSummaries FraudCount() => With(GroupFunction.FraudCount, null);

    /// <summary>Adds <c>FraudShare</c>, the share of frauds among the rows; to look at, no feature: its role
    /// is <see cref="ColumnRoles.Ignored"/>.</summary>
    /// <remarks>Over all rows it knows the label of each of them. As a feature take <c>TargetMean</c>, which is fitted inside the folds, or
    /// the windows' <c>Risk</c>, which waits for the labels.</remarks>
    public GroupSummaries FraudShare() => With(GroupFunction.FraudShare, null);

    /// <summary>Returns the names of the columns it makes.</summary>
    public override string ToString() => string.Join(", ", All.Select(summary => summary.Name));

    private GroupSummaries With(GroupFunction function, string? column) => new([.. All, new(function, column)]);
}

internal enum GroupFunction
{
    Count,
    Sum,
    Mean,
    Min,
    Max,
    FraudCount,
    FraudShare,
}

internal sealed record GroupSummary(GroupFunction Function, string? Column)
{
    public string Name => Column is null ? $"{Function}" : $"{Function}_{Column}";
}
