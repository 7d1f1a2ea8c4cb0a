namespace FraudMl.Serving;

/// <summary>Reads comma-separated values with a header row (RFC 4180); an empty field is missing, blank lines are skipped.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly List<int> _inputs = [];
    private CsvCursor _next;

    /// <summary>Reads the header.</summary>
    /// <param name="model">The model.</param>
    /// <param name="csv">The bytes; quoted fields are unescaped in place.</param>
    public CsvRowReader(ServedModel model, Memory<byte> csv)
        : base(model, Math.Max(0, CsvCursor.CountRecords(csv.Span) - 1))
    {
        _next = new CsvCursor(csv);
        if (_next.IsAtEnd) throw CsvCursor.Broken("It is empty.");
        do
        {
            int input = model.InputNames.CodeOf(_next.Field());
            if (input >= 0 && !Seen.Mark(input)) throw CsvCursor.Broken($"Column '{model.Inputs[input].Name}' stands in the header twice.");
            _inputs.Add(input);
        }
        while (!_next.EndsRecord);
        Seen.RequireAll();
    }

    protected override void FillRow(ScoringSession session, int row)
    {
        for (int field = 0; field < _inputs.Count; field++)
        {
            ReadOnlySpan<byte> utf8 = _next.Field();
            if (_next.EndsRecord != (field == _inputs.Count - 1))
                throw CsvCursor.Broken($"Each row must have the {_inputs.Count} fields of the header. Row {RowNumber} has another number.");
            int input = _inputs[field];
            if (input < 0) continue;
            SchemaColumn column = Model.Inputs[input];
            if (utf8.IsEmpty) CellValues.SetMissing(session, row, input, column.Kind);
            else if (!CellValues.TrySet(session, row, input, column.Kind, utf8)) throw ScoringInputException.Cell(column, RowNumber);
        }
    }
}
