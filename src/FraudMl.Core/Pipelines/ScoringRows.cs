namespace FraudMl;

/// <summary>A few rows to score: fill in the inputs, score, read the results, dispose. Not thread-safe; each request opens its own.</summary>
public sealed class ScoringRows : IDisposable
{
    private readonly FraudModel _model;
    private readonly RowBlock _block;
    private readonly TextDictionary?[] _dictionaries;
    private readonly float[] _scratch;
    private readonly double[] _probabilities;
    private readonly bool[] _flags;

    internal ScoringRows(FraudModel model, int capacity)
    {
        _model = model;
        _block = model.NewBlock(capacity);
        _dictionaries = [.. model.Inputs.Select(input => input.Texts is { } texts ? new TextDictionary(texts) : null)];
        _scratch = new float[FeatureMatrix.CellCount(_block.Capacity, model.Features.Count)];
        _probabilities = new double[_block.Capacity];
        _flags = new bool[_block.Capacity];
    }

    /// <value>The number of rows.</value>
    public int RowCount => _block.RowCount;

    /// <value>The probability of fraud of each row, after <see cref="Score"/>.</value>
    public ReadOnlySpan<double> Probabilities => _probabilities.AsSpan(0, RowCount);

    /// <value>Whether each row is flagged, after <see cref="Score"/>; empty when the model does not decide.</value>
    public ReadOnlySpan<bool> Flags => _model.Decision is null ? [] : _flags.AsSpan(0, RowCount);

    internal FraudModel Model => _model;

    internal RowBlock Block => _block;

    /// <summary>The features of the rows as the scoring model sees them, after <see cref="Score"/>; row after row.</summary>
    internal ReadOnlySpan<float> Features()
    {
        _model.Gather(_block, _scratch);
        return _scratch.AsSpan(0, RowCount * _model.Features.Count);
    }

    internal int Capacity => _block.Capacity;

    /// <summary>Sets a number.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="value">The value; NaN is missing.</param>
    public void SetNumber(int row, int input, float value) => _block.Numbers(_model.Inputs[input].Slot)[row] = value;

    /// <summary>Sets a text.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="utf8">The text's bytes; empty is missing.</param>
    public void SetText(int row, int input, ReadOnlySpan<byte> utf8) => _block.Codes(_model.Inputs[input].Slot)[row] =
        utf8.IsEmpty ? TextDictionary.Missing : _dictionaries[input]!.CodeOf(utf8);

    /// <summary>Sets a time.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="input">The input's index in <see cref="FraudModel.Inputs"/>.</param>
    /// <param name="microseconds">Microseconds; <see cref="TimestampColumn.Missing"/> is missing.</param>
    public void SetTimestamp(int row, int input, long microseconds) => _block.Timestamps(_model.Inputs[input].Slot)[row] = microseconds;

    /// <summary>Scores the rows.</summary>
    public void Score()
    {
        Span<double> probabilities = _probabilities.AsSpan(0, RowCount);
        _model.ScoreBlock(_block, _scratch, probabilities);
        _model.Decision?.Decide(_block, probabilities, _flags.AsSpan(0, RowCount));
    }

    /// <summary>Gives the workspace back to its model.</summary>
    public void Dispose() => _model.Give(this);

    /// <summary>Begins with all inputs missing.</summary>
    internal ScoringRows Begin(int rowCount)
    {
        _block.RowCount = rowCount;
        foreach (SchemaColumn input in _model.Inputs)
        {
            if (input.Kind == ColumnKind.Number) _block.Numbers(input.Slot).Fill(float.NaN);
            else if (input.Kind == ColumnKind.Text) _block.Codes(input.Slot).Fill(TextDictionary.Missing);
            else _block.Timestamps(input.Slot).Fill(TimestampColumn.Missing);
        }

        return this;
    }
}
