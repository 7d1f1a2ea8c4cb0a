namespace FraudMl.Serving;

/// <summary>Gathers the answers of two models for one block, each row at its place.</summary>
internal sealed class SplitAnswers(int rowCount, bool hasReasons, bool hasFlags)
{
    private readonly ServedModel[] _served = new ServedModel[rowCount];
    private readonly double[] _probabilities = new double[rowCount];
    private readonly IReadOnlyList<Reason>[]? _reasons = hasReasons ? new IReadOnlyList<Reason>[rowCount] : null;

    /// <value>Whether each row is flagged; none where nothing is decided.</value>
    public bool[] Flags { get; } = hasFlags ? new bool[rowCount] : [];

    public AnsweredRows Rows(CarriedValues carried) => new(_served, _probabilities, Flags, _reasons) { Carried = carried };

    /// <summary>Takes the answers of one model.</summary>
    public void Set(ServedModel served, ScoringSession part, IReadOnlyList<Reason>[]? reasons, int[] rows)
    {
        ReadOnlySpan<bool> flags = part.Flags;
        for (int row = 0; row < rows.Length; row++)
        {
            _served[rows[row]] = served;
            _probabilities[rows[row]] = part.Probabilities[row];
            if (!flags.IsEmpty) Flags[rows[row]] = flags[row];
            if (reasons is not null) _reasons![rows[row]] = reasons[row];
        }
    }
}
