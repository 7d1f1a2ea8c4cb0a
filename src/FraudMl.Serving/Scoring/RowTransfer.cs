namespace FraudMl.Serving;

/// <summary>
/// Takes rows from the session of one model into that of another, so that both score the same transaction: bit by bit what the other would
/// have read from the request.
/// </summary>
internal sealed class RowTransfer
{
    private readonly int[] _inputOf;
    private readonly int[] _carriedOf;

    /// <summary>Creates it; inputs that the first model does not have are looked for among what requests carry beside its own.</summary>
    public RowTransfer(ServedModel from, ServedModel to)
    {
        (From, To) = (from, to);
        _inputOf = Array.ConvertAll(to.Inputs, input => Array.FindIndex(
            from.Inputs, known => known.Name == input.Name && known.Kind == input.Kind));
        _carriedOf = Array.ConvertAll(to.Inputs, input => from.Columns.IndexOfCarried(input.Name));
        IsWhole = !Missing().Any();
    }

    public ServedModel From { get; }

    public ServedModel To { get; }

    /// <value>Whether requests bring all that the second model needs.</value>
    public bool IsWhole { get; }

    /// <summary>Returns the inputs of the second model that no request of the first brings.</summary>
    public IEnumerable<string> Missing() =>
        To.Inputs.Where((_, input) => _inputOf[input] < 0 && _carriedOf[input] < 0).Select(input => input.Name);

    /// <summary>Takes a row; what is carried of it may be missing.</summary>
    public void Copy(ScoringSession from, CarriedValues? carried, int fromRow, ScoringSession to, int toRow, int? carriedRow = null)
    {
        int beside = carriedRow ?? fromRow;
        for (int input = 0; input < _inputOf.Length; input++)
        {
            if (_inputOf[input] >= 0 && TryCopy(from, fromRow, to, toRow, input)) continue;
            if (_carriedOf[input] >= 0 && carried is not null && carried.TryGet(beside, _carriedOf[input], out ReadOnlySpan<byte> utf8))
                to.TrySetField(toRow, input, utf8, isQuoted: To.Inputs[input].Kind == ColumnKind.Text);
            else if (_inputOf[input] >= 0 && To.Inputs[input].Kind == ColumnKind.Text) to.SetText(toRow, input, UnknownText);
        }
    }

    /// <summary>Returns the inputs of the second model whose texts the first does not know in the first row.</summary>
    public IEnumerable<int> UnknownTexts(ScoringSession from)
    {
        for (int input = 0; input < _inputOf.Length; input++)
        {
            bool isText = _inputOf[input] >= 0 && To.Inputs[input].Kind == ColumnKind.Text;
            if (isText && from.Codes(_inputOf[input])[0] == TextDictionary.Unknown) yield return input;
        }
    }

    // No text of a request is that: it is no UTF-8.
    private static ReadOnlySpan<byte> UnknownText => [0xFF, 0xFE];

    // False for a text that the first model does not know: the second may.
    private bool TryCopy(ScoringSession from, int fromRow, ScoringSession to, int toRow, int input)
    {
        int source = _inputOf[input];
        switch (To.Inputs[input].Kind)
        {
            case ColumnKind.Number:
                float number = from.Numbers(source)[fromRow];
                double origin = From.Inputs[source].Origin;
                if (origin == 0 && To.Inputs[input].Origin == 0) to.SetNumber(toRow, input, number);
                else to.SetNumber(toRow, input, number + origin);
                return true;
            case ColumnKind.Text:
                int code = from.Codes(source)[fromRow];
                if (code == TextDictionary.Unknown) return false;
                if (code >= 0) to.SetText(toRow, input, From.Inputs[source].Texts![code]);
                return true;
            default:
                to.SetTimestamp(toRow, input, from.Timestamps(source)[fromRow]);
                return true;
        }
    }
}
