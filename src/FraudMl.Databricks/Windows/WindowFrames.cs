namespace FraudMl;

/// <summary>The frames of a feature, and what its function makes of the sums over them.</summary>
internal sealed class WindowFrames
{
    // As in ValueCount: larger values, and infinite ones, make a sum missing.
    private const string Wild = "1.8446744073709552E19";

    private readonly WindowAggregates _aggregates;
    private readonly List<string> _frames = [];
    private readonly string? _before;
    private readonly string _time;

    /// <param name="aggregates">Where sums are gathered.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="includesCurrent">Whether the row itself is inside.</param>
    /// <param name="keys">The columns of the entity.</param>
    /// <param name="time">The column of the time in microseconds.</param>
    /// <param name="order">The column that orders rows of the same time.</param>
    public WindowFrames(
        WindowAggregates aggregates, WindowFeature feature, bool includesCurrent, string keys, string time, string order)
    {
        (_aggregates, _time) = (aggregates, time);
        // [t−w, t) and (t−w, t] in whole microseconds.
        long last = feature.DelayMicroseconds + (includesCurrent ? 0 : 1), first = last + feature.WindowMicroseconds - 1;
        if (feature.DelayMicroseconds > 0)
        {
            _frames.Add(ByTime(first, last));
            return;
        }

        if (first > 0) _frames.Add(ByTime(first, 1));
        string moment = $"PARTITION BY {keys}, {time} ORDER BY {order} ROWS BETWEEN UNBOUNDED PRECEDING AND ";
        _before = moment + "1 PRECEDING";
        _frames.Add(includesCurrent ? moment + "CURRENT ROW" : _before);

        string ByTime(long from, long to) => FormattableString.Invariant(
            $"PARTITION BY {keys} ORDER BY {time} RANGE BETWEEN {from} PRECEDING AND {to} PRECEDING");
    }

    public string Count(string what) => Added(_frames.Select(frame => Over(frame, $"count({what})")));

    public string SumOf(string column) => Added(_frames.Select(frame => $"coalesce({Over(frame, $"sum({column})")}, 0)"));

    public string Sum(string column) => Tame(column, SumOf(column));

    public string Mean(string column) => Tame(column, $"{SumOf(column)} / nullif({Count(column)}, 0)");

    public string Max(string column) => Largest(_frames, $"max({column})");

    public string Distinct(string column)
    {
        string[] sets = [.. _frames.Select(frame => Over(frame, $"collect_set({column})"))];
        return sets is [var one, var other] ? $"size(array_union({one}, {other}))" : $"size({sets[0]})";
    }

    /// <summary>Returns the seconds since the row before, which is never the row itself.</summary>
    public string SinceLast() => _before is null
        ? $"({_time} - {Over(_frames[0], $"max({_time})")}) / 1e6"
        : $"({_time} - {Largest([.. _frames[..^1], _before], $"max({_time})")}) / 1e6";

    // Chan, Golub and LeVeque: means and squares of two parts make those of the whole, and equal values give 0.
    public string StandardDeviation(string column)
    {
        string n = Count(column), squares = Added(_frames.Select(frame =>
            $"coalesce({Over(frame, $"var_pop({column})")} * {Over(frame, $"count({column})")}, 0)"));
        if (_frames is [var one, var other])
        {
            string apart = $"({Over(one, $"avg({column})")} - {Over(other, $"avg({column})")})";
            squares = $"({squares} + coalesce({apart} * {apart} * {Over(one, $"count({column})")} * {Over(other, $"count({column})")} "
                + $"/ nullif(double({n}), 0), 0))";
        }

        return Tame(column, $"CASE WHEN {n} > 1 THEN sqrt({squares} / ({n} - 1)) END");
    }

    private string Over(string frame, string aggregate) => _aggregates.Over(frame, aggregate);

    private string Tame(string column, string value) => "CASE WHEN "
        + string.Join(" AND ", _frames.Select(frame => $"coalesce({Over(frame, $"max(abs({column}))")}, 0) < {Wild}"))
        + $" THEN {value} END";

    // greatest passes over nulls.
    private string Largest(List<string> frames, string aggregate) => frames is [var one, var other]
        ? $"greatest({Over(one, aggregate)}, {Over(other, aggregate)})"
        : Over(frames[0], aggregate);

    private static string Added(IEnumerable<string> terms) => terms.ToArray() is [var only] ? only : $"({string.Join(" + ", terms)})";
}
