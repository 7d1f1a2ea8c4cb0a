namespace FraudMl.Data;

/// <summary>A row of a dataset, as <c>Where</c> shows it to a condition; nothing is copied.</summary>
public readonly struct DatasetRow
{
    private readonly Dataset _data;

    internal DatasetRow(Dataset data, int index) => (_data, Index) = (data, index);

    /// <value>The row's place in the dataset, from 0.</value>
    public int Index { get; }

    /// <value>Whether the row is a fraud.</value>
    /// <exception cref="FraudMlException">Thrown when there is no label column.</exception>
    public bool IsFraud => _data.Labels[Index];

    /// <summary>Returns a number as the data has it; NaN is missing, and no comparison with it is true.</summary>
    /// <param name="column">The name of a number column.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column, or it is of another kind.</exception>
    public double this[string column] => _data[column] is NumberColumn numbers ? numbers.Exact(Index) : throw WrongKind(column);

    /// <summary>Returns a text; null is missing.</summary>
    /// <param name="column">The name of a text column.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column, or it is of another kind.</exception>
    public string? Text(string column)
    {
        if (_data[column] is not TextColumn texts) throw WrongKind(column);
        int code = texts.Codes[Index];
        return code < 0 ? null : texts.Dictionary.Texts[code];
    }

    /// <summary>Returns a time in UTC; null is missing. A count from a first event begins in 1970.</summary>
    /// <param name="column">The name of a timestamp column, or of the numbers that are the time of the event.</param>
    /// <exception cref="FraudMlException">Thrown when there is no such column, it holds no times, or the time lies
    /// outside of the years 1 to 9999.</exception>
    public DateTime? Time(string column)
    {
        long time = _data[column] switch
        {
            TimestampColumn times => times.Values[Index],
            NumberColumn numbers when numbers.Is(ColumnRoles.Timestamp) => _data.Timestamps[Index],
            _ => throw WrongKind(column),
        };
        if (time == TimestampColumn.Missing) return null;
        return UtcTime.IsDate(time) ? DateTime.UnixEpoch.AddMicroseconds(time) : throw new FraudMlException(
            $"'{column}' is no date in row {Index + 1} of {_data.Name}: it lies outside of the years 1 to 9999.") { ColumnName = column };
    }

    /// <summary>Returns which row it is, without what it holds.</summary>
    public override string ToString() => FormattableString.Invariant($"row {Index + 1} of {_data?.Name}");

    private FraudMlException WrongKind(string column)
    {
        string wayOut = _data[column].Kind switch
        {
            ColumnKind.Number => $"row[\"{column}\"]",
            ColumnKind.Text => $"row.Text(\"{column}\")",
            _ => $"row.Time(\"{column}\")",
        };
        return new($"'{column}' is {_data[column].Kind}; read it with {wayOut}.") { ColumnName = column };
    }
}
