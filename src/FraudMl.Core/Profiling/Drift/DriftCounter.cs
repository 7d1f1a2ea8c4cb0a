namespace FraudMl.Profiling;

/// <summary>Counts the rows that a model scores into the bins of its reference. Immutable and thread-safe; allocates nothing.</summary>
public sealed class DriftCounter
{
    private readonly FraudModel _model;
    private readonly NumberBins[] _numbers;
    private readonly TextBins[] _texts;
    private readonly double[] _probabilityEnds;

    /// <summary>Creates it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reference">What its rows are compared with.</param>
    /// <exception cref="FraudMlException">Thrown when the profile has a column that the model does not, or of another kind, or is
    /// damaged.</exception>
    public DriftCounter(FraudModel model, ReferenceProfile reference)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(reference);
        _model = model;
        Reference = reference;
        BinsId = reference.BinsId();
        List<NumberBins> numbers = [];
        List<TextBins> texts = [];
        foreach ((int index, ReferenceColumn column) in reference.Columns.Index())
        {
            column.Check();
            int input = model.Inputs.ToList().FindIndex(candidate => candidate.Name == column.Name);
            ColumnKind kind = column.Texts is null ? ColumnKind.Number : ColumnKind.Text;
            if (input < 0 || model.Inputs[input].Kind != kind)
                throw new FraudMlException($"The reference profile is of another model: this one has no {kind} input '{column.Name}'. Make "
                    + $"one with ReferenceProfile.Of(model, rows).") { ColumnName = column.Name };
            int slot = model.Inputs[input].Slot;
            if (kind == ColumnKind.Number) numbers.Add(new NumberBins(index, slot, column.BinEnds()));
            else texts.Add(new TextBins(index, slot, model.Parts.Features.Dictionaries[input]!, column.Texts!));
        }

        reference.Probability.Check();
        (_numbers, _texts, _probabilityEnds) = ([.. numbers], [.. texts], reference.Probability.BinEnds());
    }

    /// <value>What rows are compared with.</value>
    public ReferenceProfile Reference { get; }

    internal string BinsId { get; }

    /// <summary>Returns counts of no rows.</summary>
    public DriftCounts NewCounts() => new(BinsId, 0, [.. Reference.Columns.Select(Empty)], Empty(Reference.Probability));

    /// <summary>Counts the rows of a session, after <see cref="ScoringSession.Score"/>.</summary>
    /// <param name="scored">The rows.</param>
    /// <param name="into">Counts of this counter, which no other thread uses meanwhile.</param>
    /// <exception cref="FraudMlException">Thrown when the rows are of another model, or the counts of other bins.</exception>
    public void Count(ScoringSession scored, DriftCounts into)
    {
        SessionBuffers buffers = scored.Buffers;
        if (buffers.Model != _model) throw new FraudMlException("This counter is of another model than the rows. Make one for each model.");
        if (into.BinsId != BinsId) throw new FraudMlException("These counts are of other bins. Take them from this counter's NewCounts().");
        int rowCount = buffers.Block.RowCount;
        foreach (NumberBins bins in _numbers) bins.Count(buffers.Block, into.Cells[bins.Column]);
        foreach (TextBins bins in _texts) bins.Count(buffers.Block, into.Cells[bins.Column]);
        long[] cells = into.Probability.Cells;
        foreach (double probability in buffers.Probabilities) cells[BinOf(probability)]++;
        into.RowCount += rowCount;
    }

    private int BinOf(double probability)
    {
        int bin = 0;
        foreach (double end in _probabilityEnds) bin += probability > end ? 1 : 0;
        return double.IsFinite(probability) ? bin : _probabilityEnds.Length + 1;
    }

    private static DriftColumnCounts Empty(ReferenceColumn column) => new(column.Name, new long[column.Counts.Count], 0, 0);

    /// <summary>Returns the model and the columns that it counts.</summary>
    public override string ToString() => FormattableString.Invariant($"{_model.Pipeline}, {Reference.Columns.Count:#,0} columns");
}
