namespace FraudMl;

/// <summary>
/// Rows of Parquet in memory on their way into a model, for a server that scores what strangers send. It reads the format itself,
/// without the library that reads files: a damaged or hostile body is an error, takes memory in proportion to its size only, and
/// nothing of it needs reflection.
/// </summary>
/// <remarks>Flat columns of numbers, booleans, texts, dates, times, decimals and GUIDs, plain or in dictionaries, plain, Snappy, gzip,
/// brotli or Zstandard, as pandas, Polars, Arrow and Spark write them.</remarks>
internal sealed class ParquetRows
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly ParquetFooter _footer;
    private readonly Dictionary<string, ParquetCells> _cells = new(StringComparer.Ordinal);

    private ParquetRows(ReadOnlyMemory<byte> file)
    {
        _file = file;
        _footer = ParquetFooter.Read(file.Span);
    }

    /// <value>The number of rows.</value>
    public int RowCount => (int)_footer.RowCount;

    /// <summary>Reads what columns there are and how many rows; their values are read by <see cref="TryLoad"/>.</summary>
    /// <param name="parquet">The whole file; it must not change.</param>
    /// <exception cref="FraudMlException">Thrown when it is no Parquet, or damaged.</exception>
    public static ParquetRows Open(ReadOnlyMemory<byte> parquet) => new(parquet);

    /// <summary>Returns whether there is a column of this name.</summary>
    /// <param name="column">The name.</param>
    public bool Has(string column) => _footer.Fields.ContainsKey(column);

    /// <summary>Reads the values of columns; look at <see cref="RowCount"/> before, since each row takes some bytes.</summary>
    /// <param name="columns">Their names; others are not looked at.</param>
    /// <param name="maximumBytes">How many bytes they may unpack to.</param>
    /// <returns>Whether that is enough.</returns>
    /// <exception cref="FraudMlException">Thrown when a page is damaged, or a column is of a kind that no input takes.</exception>
    public bool TryLoad(IReadOnlyCollection<string> columns, long maximumBytes)
    {
        foreach (string name in columns)
        {
            if (!_footer.Fields.TryGetValue(name, out ParquetField? field) || field is null || field.Meaning.Sense == ParquetSense.Other
                || field.Meaning.Scale is < 0 || (field.Meaning.Sense == ParquetSense.Decimal && field.Meaning.Scale > 38))
                throw new FraudMlException($"Column '{name}' is {(field is null ? "a list, map or structure, or not there" : "of a type")} "
                    + "that can't be taken; write it as numbers, texts or times") { ColumnName = name };
            if (field.Chunks.Sum(chunk => (long)chunk.RowCount) != _footer.RowCount) throw ParquetLevels.Broken();
            var cells = new ParquetCells(field, RowCount, maximumBytes);
            var pages = new ParquetPages(_file.Span, field, cells, maximumBytes);
            int firstRow = 0;
            foreach (ParquetChunk chunk in field.Chunks)
            {
                if (!pages.TryRead(chunk, firstRow)) return false;
                firstRow += chunk.RowCount;
            }

            maximumBytes = pages.Room;
            _cells[name] = cells;
        }

        return true;
    }

    /// <summary>Sets an input in all rows of a session, as <see cref="FraudModel.Score{T}(in T)"/> sets it from a property.</summary>
    /// <param name="session">The session.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="column">The column, which is loaded.</param>
    /// <param name="firstRow">The row that goes into the session's first.</param>
    /// <returns>The row of the session whose value does not fit the input; -1 when all do.</returns>
    public int Fill(ScoringSession session, int input, string column, int firstRow)
    {
        ParquetCells cells = _cells[column];
        var sink = new InputSink(session.Buffers, session.Model.Inputs[input], input);
        for (int row = 0; row < session.RowCount; row++)
        {
            if (cells.Set(sink, row, firstRow + row) is not null) return row;
        }

        return -1;
    }

    /// <summary>Returns a value as JSON would write it, times as microseconds since 1970; null when it is missing.</summary>
    /// <param name="column">The column, which is loaded.</param>
    /// <param name="row">The row, from 0.</param>
    public string? TextOf(string column, int row) => _cells[column].TextOf(row);

    /// <summary>Returns whether JSON would write the values of a column as numbers.</summary>
    /// <param name="column">The column.</param>
    public bool IsNumber(string column) =>
        _footer.Fields[column] is { Meaning.Sense: not (ParquetSense.Text or ParquetSense.Truth or ParquetSense.Guid) };

    public ParquetCells CellsOf(string column) => _cells[column];

    /// <summary>Returns how many rows there are.</summary>
    public override string ToString() => FormattableString.Invariant($"{RowCount:#,0} rows of Parquet");
}
