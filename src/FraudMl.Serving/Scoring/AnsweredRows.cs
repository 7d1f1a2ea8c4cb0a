namespace FraudMl.Serving;

/// <summary>What a block of rows is answered with; with a canary, rows of one block may be answered by two models.</summary>
internal readonly ref struct AnsweredRows
{
    private readonly ServedModel _served;
    private readonly ServedModel[]? _servedByRow;

    /// <summary>Creates the answers of one model.</summary>
    public AnsweredRows(ServedModel served, ScoringSession session, IReadOnlyList<Reason>[]? reasons)
    {
        _served = served;
        Probabilities = session.Probabilities;
        Flags = session.Flags;
        Reasons = reasons;
    }

    /// <summary>Creates answers of two models, in the order of the request.</summary>
    public AnsweredRows(ServedModel[] servedByRow, double[] probabilities, bool[] flags, IReadOnlyList<Reason>[]? reasons)
    {
        _served = servedByRow[0];
        _servedByRow = servedByRow;
        Probabilities = probabilities;
        Flags = flags;
        Reasons = reasons;
    }

    /// <value>What the request carried beside the inputs, and what became of raw transactions.</value>
    public required CarriedValues Carried { get; init; }

    public int Count => Probabilities.Length;

    public ReadOnlySpan<double> Probabilities { get; }

    /// <value>Whether each row is flagged; empty where nothing is decided.</value>
    public ReadOnlySpan<bool> Flags { get; }

    /// <value>The reasons of each row; null when none were asked for.</value>
    public IReadOnlyList<Reason>[]? Reasons { get; }

    /// <summary>Returns the model that answers a row.</summary>
    public ServedModel ServedOf(int row) => _servedByRow is null ? _served : _servedByRow[row];

    /// <summary>Returns why a raw transaction was not recorded; null where it was, or none is asked for.</summary>
    public VelocityOutcome? RefusalOf(int row) => Carried.OutcomeOf(row) is { } outcome and not VelocityOutcome.Recorded ? outcome : null;

    /// <summary>Returns whether a row is flagged; null when nothing is decided.</summary>
    public bool? FlagOf(int row) => Flags.IsEmpty ? null : Flags[row];
}
