namespace FraudMl.Pipelines;

/// <summary>Rows of a type on their way into a model: which field feeds which input is found once. Thread-safe.</summary>
/// <typeparam name="T">The type of the rows.</typeparam>
public sealed class RowBinder<T>
{
    private readonly IRowShape<T> _shape;
    private readonly Action<ScoringSession, int>? _onRow;

    /// <param name="model">The model.</param>
    /// <param name="shape">The fields of the rows.</param>
    /// <param name="raw">What rows bring so that inputs can be worked out; null for nothing.</param>
    /// <param name="onRow">Works them out when a row was written.</param>
    internal RowBinder(FraudModel model, IRowShape<T> shape, RawColumns? raw = null, Action<ScoringSession, int>? onRow = null)
    {
        Model = model;
        Raw = raw;
        _shape = shape;
        _onRow = onRow;
        InputOf = new int[shape.Fields.Count];
        RawOf = new int[shape.Fields.Count];
        Array.Fill(InputOf, -1);
        Array.Fill(RawOf, -1);
        var check = new RowCheck();
        var fields = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int field = 0; field < shape.Fields.Count; field++) fields.TryAdd(shape.Fields[field].Name, field);
        for (int input = 0; input < model.Inputs.Count; input++)
        {
            if (raw?.Given.Contains(input) != true) Bind(InputOf, model.Inputs[input].Name, model.Inputs[input].Kind, input, fields, check);
        }

        for (int column = 0; column < raw?.Columns.Count; column++)
        {
            if (!raw.Columns[column].IsOptional || fields.ContainsKey(raw.Columns[column].Name))
                Bind(RawOf, raw.Columns[column].Name, raw.Columns[column].Kind, column, fields, check);
        }
        if (check.HasProblems) throw check.ToError($"{NameOfRows()} rows can't be scored by this model");
    }

    /// <value>The model that rows go into.</value>
    public FraudModel Model { get; }

    /// <summary>The input that each field feeds, or -1.</summary>
    internal int[] InputOf { get; }

    /// <summary>What rows bring beside the inputs; null for nothing.</summary>
    internal RawColumns? Raw { get; }

    /// <summary>The raw column that each field feeds, or -1.</summary>
    internal int[] RawOf { get; }

    /// <summary>Sets the inputs of a session's row.</summary>
    /// <param name="session">The session, of the same model.</param>
    /// <param name="row">The session's row, from 0.</param>
    /// <param name="value">The row.</param>
    /// <exception cref="FraudMlException">Thrown with every value that does not fit its input.</exception>
    public void Set(ScoringSession session, int row, T value)
    {
        if (Write(session, row, value) is { HasProblems: true } wrong) throw wrong.ToError("The row can't be scored");
    }

    /// <summary>Returns the probability that a row is a fraud.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="FraudMlException">Thrown with every value that does not fit its input.</exception>
    public double Score(in T row)
    {
        using ScoringSession session = Model.OpenSession(1);
        Score(session, row);
        return session.Probabilities[0];
    }

    /// <summary>Returns the probability of fraud for each row.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="FraudMlException">Thrown with every value of a row that does not fit its input.</exception>
    public double[] Score(IEnumerable<T> rows)
    {
        var probabilities = new List<double>();
        ForEachBlock(rows, session => probabilities.AddRange(session.Probabilities));
        return [.. probabilities];
    }

    /// <summary>Returns whether a row is flagged.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, or with every value that does
    /// not fit its input.</exception>
    public bool Decide(in T row)
    {
        Model.RequireDecision();
        using ScoringSession session = Model.OpenSession(1);
        Score(session, row);
        return session.Flags[0];
    }

    /// <summary>Returns whether each row is flagged.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="FraudMlException">Thrown when the model has no decision, or with every value of a row that does
    /// not fit its input.</exception>
    public bool[] Decide(IEnumerable<T> rows)
    {
        Model.RequireDecision();
        var flags = new List<bool>();
        ForEachBlock(rows, session => flags.AddRange(session.Flags));
        return [.. flags];
    }

    /// <summary>Scores rows block by block.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="use">Gets each scored block; the session is closed when it returns.</param>
    /// <exception cref="FraudMlException">Thrown with every value of a row that does not fit its input.</exception>
    public void ForEachBlock(IEnumerable<T> rows, Action<ScoringSession> use)
    {
        int firstRow = 0;
        foreach (T[] block in rows.Chunk(FittedFeatures.BlockRowCount))
        {
            using ScoringSession session = Model.OpenSession(block.Length);
            Fill(session, block, firstRow);
            session.Score();
            use(session);
            firstRow += block.Length;
        }
    }

    /// <summary>Sets all inputs of a session to a block of rows.</summary>
    /// <param name="session">The session, of the same model, with as many rows.</param>
    /// <param name="block">The rows.</param>
    /// <param name="firstRow">The number of the block's first row among all, from 0, for messages.</param>
    internal void Fill(ScoringSession session, T[] block, int firstRow)
    {
        for (int row = 0; row < block.Length; row++)
        {
            if (Write(session, row, block[row]) is { HasProblems: true } wrong)
                throw wrong.ToError($"Row {firstRow + row + 1} can't be scored");
        }

        session.Buffers.FirstRow = firstRow;
    }

    internal void Score(ScoringSession session, T row)
    {
        Set(session, 0, row);
        session.Score();
    }

    private RowCheck Write(ScoringSession session, int row, T value)
    {
        SessionBuffers buffers = session.Buffers;
        if (buffers.Model != Model)
            throw new FraudMlException("This binder is of another model than the session. Bind the rows to the session's model.");
        _shape.Write(value, buffers.Writer(this, row));
        if (buffers.Check.HasProblems) return buffers.Check;
        buffers.Check.RequireAll(_shape);
        _onRow?.Invoke(session, row);
        return buffers.Check;
    }

    private void Bind(int[] feeds, string name, ColumnKind wanted, int index, Dictionary<string, int> fields, RowCheck check)
    {
        if (!fields.TryGetValue(name, out int field))
        {
            check.AddMissing(name, _shape.Fields.Select(given => given.Name).Except(Model.Inputs.Select(input => input.Name)));
            return;
        }

        feeds[field] = index;
        Type type = Nullable.GetUnderlyingType(_shape.Fields[field].Type) ?? _shape.Fields[field].Type;
        if (type == typeof(object) || (TypedValue.KindOf(type) is { } kind && Fits(kind, wanted))) return;
        check.Add(name, $"expected a {wanted}, and the rows have a {type.Name}");
    }

    // An anonymous type has a name that nobody gave it.
    private static string NameOfRows() => typeof(T).Name.StartsWith('<') ? "These" : typeof(T).Name;

    // A text may be a number or a time in writing, and everything can be written as text.
    private static bool Fits(ColumnKind given, ColumnKind wanted) =>
        given == wanted || given == ColumnKind.Text || wanted == ColumnKind.Text;

    /// <summary>Returns which rows are for which model.</summary>
    public override string ToString() => $"{typeof(T).Name} rows for {Model.Pipeline}";
}
