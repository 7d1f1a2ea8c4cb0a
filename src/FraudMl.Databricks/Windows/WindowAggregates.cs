namespace FraudMl;

/// <summary>What is added up over which frames, each once however many features ask for it.</summary>
internal sealed class WindowAggregates
{
    private readonly Dictionary<string, string> _frames = new(StringComparer.Ordinal), _columns = new(StringComparer.Ordinal);

    /// <value>The sums as columns to select.</value>
    public string Columns => string.Concat(_columns.Select(column => $",\n{column.Key} AS {column.Value}"));

    /// <value>The frames, as the statement names them.</value>
    public string Frames => "\nWINDOW " + string.Join(",\n", _frames.Select(frame => $"{frame.Value} AS ({frame.Key})"));

    /// <summary>Returns the column of a sum over a frame.</summary>
    public string Over(string frame, string aggregate)
    {
        string sql = $"{aggregate} OVER {Named(_frames, frame, 'w')}";
        return Named(_columns, sql, 'p');
    }

    private static string Named(Dictionary<string, string> names, string what, char kind)
    {
        if (!names.TryGetValue(what, out string? name)) names[what] = name = FormattableString.Invariant($"fraudml_{kind}{names.Count}");
        return name;
    }
}
