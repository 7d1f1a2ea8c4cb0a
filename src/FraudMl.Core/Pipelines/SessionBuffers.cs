namespace FraudMl;

/// <summary>The memory of a session: inputs and features of its rows, and what came out. It goes from one session to the next.</summary>
internal sealed class SessionBuffers
{
    // What booleans are in the columns of texts that they were read into: as values, or as they stood in a file.
    private static readonly string[] Truths = ["1", "true", "True", "TRUE"], Untruths = ["0", "false", "False", "FALSE"];

    private readonly SchemaColumn[] _inputs;
    private readonly TextDictionary?[] _dictionaries;
    private readonly MissingTokens _missingTexts;

    // By input, null for those of another kind: a cell is set by one look-up.
    private readonly float[]?[] _numbers;
    private readonly int[]?[] _codes;
    private readonly long[]?[] _timestamps;

    // From where times that are features count; null where every input is as it is.
    private readonly double[]? _origins;

    private readonly TimeFormat?[] _formats;
    private readonly float[] _features;
    private readonly double[] _margins;
    private readonly double[] _probabilities;
    private readonly bool[] _flags;
    private CellSink?[] _sinks = [];
    private object? _binder;
    private RawRow? _raw;
    private bool _isScored;
    private int _lease;

    public SessionBuffers(FraudModel model, int capacity)
    {
        FittedFeatures features = model.Parts.Features;
        Model = model;
        Block = features.NewBlock(capacity);
        _inputs = [.. features.Read];
        _dictionaries = features.Dictionaries;
        _missingTexts = features.Reading.MissingTexts;
        _numbers = Array.ConvertAll(_inputs, input => input.Kind == ColumnKind.Number ? Block.NumberArray(input.Slot) : null);
        _origins = _inputs.Any(input => input.Origin != 0) ? Array.ConvertAll(_inputs, input => input.Origin) : null;
        _codes = Array.ConvertAll(_inputs, input => input.Kind == ColumnKind.Text ? Block.CodeArray(input.Slot) : null);
        _timestamps = Array.ConvertAll(_inputs, input => input.Kind == ColumnKind.Timestamp ? Block.TimestampArray(input.Slot) : null);
        _formats = Array.ConvertAll(_inputs, input => input.Kind == ColumnKind.Timestamp ? model.Reading.FormatOf(input.Name) : null);
        _features = new float[checked(Block.Capacity * features.Columns.Count)];
        _margins = new double[Block.Capacity];
        _probabilities = new double[Block.Capacity];
        _flags = new bool[Block.Capacity];
    }

    public FraudModel Model { get; }

    /// <summary>The place of the first row among all that are scored, for messages.</summary>
    public int FirstRow { get; set; }

    public RowBlock Block { get; }

    public ReadOnlySpan<double> Margins => Scored(_margins);

    public ReadOnlySpan<double> Probabilities => Scored(_probabilities);

    /// <summary>The features of the rows as the scoring model saw them, row after row.</summary>
    public ReadOnlySpan<float> Features => Scored(_features, Model.Parts.Features.Slots.Length);

    public ReadOnlySpan<bool> Flags => Model.Decision is null ? [] : Decided();

    /// <summary>What is wrong with the row that a <see cref="Writer"/> took last.</summary>
    public RowCheck Check { get; } = new();

    public bool IsLeased(int lease) => _lease == lease;

    /// <summary>Begins a session with all inputs missing.</summary>
    public ScoringSession Begin(int rowCount)
    {
        Block.RowCount = rowCount;
        _isScored = false;
        FirstRow = 0;
        int padded = Block.PaddedRowCount;
        foreach (float[]? column in _numbers) column.AsSpan()[..(column is null ? 0 : padded)].Fill(float.NaN);
        foreach (int[]? column in _codes) column.AsSpan()[..(column is null ? 0 : padded)].Fill(TextDictionary.Missing);
        foreach (long[]? column in _timestamps) column.AsSpan()[..(column is null ? 0 : padded)].Fill(TimestampColumn.Missing);
        return new ScoringSession(this, _lease);
    }

    /// <summary>Ends a session, unless it has ended before.</summary>
    public void End(int lease)
    {
        if (Interlocked.CompareExchange(ref _lease, lease + 1, lease) == lease) Model.Give(this);
    }

    /// <summary>Returns what takes the fields of a row; it is the same for all rows of a type, so only another
    /// type asks for new ones.</summary>
    public RowWriter Writer<T>(RowBinder<T> binder, int row)
    {
        if (_binder != binder)
        {
            _sinks = Sinks(binder);
            _binder = binder;
        }

        if (binder.Raw is not null) _raw!.Clear();

        return new RowWriter(_sinks, row, Check);
    }

    /// <summary>Returns where the raw values of a row are put that is worked on.</summary>
    public RawRow Raw(RawColumns columns) => _raw is { } raw && raw.Columns == columns ? raw : _raw = new RawRow(columns);

    public void SetNumber(int row, int input, float value)
    {
        if (_numbers[input] is { } column && (uint)row < (uint)Block.RowCount)
            column[row] = _origins is null ? value : (float)(value - _origins[input]);
        else throw Refusal(row, input, ColumnKind.Number);
    }

    public void SetNumber(int row, int input, double value)
    {
        if (_numbers[input] is { } column && (uint)row < (uint)Block.RowCount)
            column[row] = _origins is null || _origins[input] == 0 ? Model.Reading.Round(value) : (float)(value - _origins[input]);
        else throw Refusal(row, input, ColumnKind.Number);
    }

    public void SetText(int row, int input, ReadOnlySpan<byte> utf8)
    {
        if (_codes[input] is { } column && (uint)row < (uint)Block.RowCount)
            column[row] = _dictionaries[input]!.CodeOrMissing(utf8, _missingTexts);
        else throw Refusal(row, input, ColumnKind.Text);
    }

    public void SetText(int row, int input, ReadOnlySpan<char> text)
    {
        if (_codes[input] is { } column && (uint)row < (uint)Block.RowCount)
            column[row] = _dictionaries[input]!.CodeOrMissing(text, _missingTexts);
        else throw Refusal(row, input, ColumnKind.Text);
    }

    /// <summary>Sets an input to what a text says by the model's reading rules; false where it says nothing of the kind.</summary>
    public bool TrySetField(int row, int input, ReadOnlySpan<byte> utf8, bool isQuoted)
    {
        ReadingRules rules = Model.Reading;
        switch (_inputs[input].Kind)
        {
            case ColumnKind.Text:
                // Between quotes a known text goes before a token, as in a file.
                if (isQuoted || !rules.MissingTexts.Contains(utf8)) SetText(row, input, utf8);
                else SetText(row, input, ""u8);
                return true;
            case ColumnKind.Number:
                if (_origins is not null && _origins[input] != 0 && FieldText.TryParseExact(utf8, rules, out double exact))
                    SetNumber(row, input, exact);
                else if (FieldText.TryParseNumber(utf8, rules, out float number)) SetNumber(row, input, number);
                else return false;
                return true;
            default:
                if (!FieldText.TryParseTime(utf8, rules, _formats[input], out long microseconds)) return false;
                SetTimestamp(row, input, microseconds);
                return true;
        }
    }

    /// <summary>Sets an input to true or false: 1 or 0, or the text that training has for it; false where the input is a time.</summary>
    public bool TrySetTruth(int row, int input, bool truth)
    {
        ColumnKind kind = _inputs[input].Kind;
        if (kind == ColumnKind.Number) SetNumber(row, input, truth ? 1 : 0);
        else if (kind == ColumnKind.Text) SetText(row, input, TextOf(_dictionaries[input]!, truth ? Truths : Untruths));
        return kind != ColumnKind.Timestamp;
    }

    public void SetTimestamp(int row, int input, long microseconds)
    {
        if (_timestamps[input] is { } column && (uint)row < (uint)Block.RowCount) column[row] = microseconds;
        else throw Refusal(row, input, ColumnKind.Timestamp);
    }

    public ReadOnlySpan<float> Numbers(int input) =>
        (_numbers[input] ?? throw Unreadable(input, ColumnKind.Number)).AsSpan(0, Block.RowCount);

    public ReadOnlySpan<int> Codes(int input) => (_codes[input] ?? throw Unreadable(input, ColumnKind.Text)).AsSpan(0, Block.RowCount);

    public ReadOnlySpan<long> Timestamps(int input) =>
        (_timestamps[input] ?? throw Unreadable(input, ColumnKind.Timestamp)).AsSpan(0, Block.RowCount);

    public void Score()
    {
        FittedFeatures features = Model.Parts.Features;
        int rowCount = Block.RowCount;
        Span<float> rows = _features.AsSpan(0, rowCount * features.Columns.Count);
        Span<double> margins = _margins.AsSpan(0, rowCount), probabilities = _probabilities.AsSpan(0, rowCount);
        features.Transform(Block);
        features.Gather(Block, rows);
        Model.Scorer.Score(rows, margins);
        Model.Calibrator.Calibrate(margins, probabilities);
        Model.Decision?.Decide(Block, margins, probabilities, _flags.AsSpan(0, rowCount));
        _isScored = true;
    }

    public CostTable? Costs()
    {
        RequireScored();
        return Model.Decision?.CostsOf(Block);
    }

    private CellSink?[] Sinks<T>(RowBinder<T> binder)
    {
        RawRow? raw = binder.Raw is null ? null : Raw(binder.Raw);
        return [.. binder.InputOf.Zip(binder.RawOf, (input, column) => Sink(input, column < 0 ? null : raw!.Sinks[column]))];
    }

    private CellSink? Sink(int input, RawSink? raw) => input < 0 ? raw
        : raw is null ? new InputSink(this, _inputs[input], input) : new BothSinks(new InputSink(this, _inputs[input], input), raw);

    private static string TextOf(TextDictionary dictionary, string[] texts) =>
        Array.Find(texts, text => dictionary.CodeOf(text) >= 0) ?? texts[0];

    private Exception Refusal(int row, int input, ColumnKind kind)
    {
        SchemaColumn column = _inputs[input];
        return column.Kind == kind
            ? new ArgumentOutOfRangeException(nameof(row), row, $"The row must be in [0, {Block.RowCount - 1}].")
            : new FraudMlException($"Input '{column.Name}' is a {column.Kind} and can't be set to a {kind}.") { ColumnName = column.Name };
    }

    private FraudMlException Unreadable(int input, ColumnKind kind) =>
        new($"Input '{_inputs[input].Name}' is a {_inputs[input].Kind} and can't be read as a {kind}.")
        {
            ColumnName = _inputs[input].Name,
        };

    private ReadOnlySpan<bool> Decided()
    {
        ReadOnlySpan<bool> flags = Scored(_flags);
        if (Model.Decision!.Undecidable == Undecidable.Refuse && Model.Decision.FirstUndecidable(Block, Probabilities) is >= 0 and var row)
            throw UndecidableRow.Refused(Model.Decision, FirstRow + row);
        return flags;
    }

    private ReadOnlySpan<T> Scored<T>(T[] values, int width = 1)
    {
        RequireScored();
        return values.AsSpan(0, Block.RowCount * width);
    }

    private void RequireScored()
    {
        if (!_isScored) throw new FraudMlException("The rows of this session have no scores yet. Call Score() first.");
    }
}
