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
        if (!_frames.TryGetValue(frame, out string? window)) _frames[frame] = window = FormattableString.Invariant($"fraudml_w{_frames.Count}");
        string sql = $"{aggregate} OVER {window}";
        if (!_columns.TryGetValue(sql, out string? column)) _columns[sql] = column = FormattableString.Invariant($"fraudml_p{_columns.Count}");
        return column;
    }
}
