using FraudMl.Explanations;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>Scored rows on their way to the answer.</summary>
public readonly ref struct ScoredBlock
{
    private readonly CarriedValues? _carried;
    private readonly IReadOnlyList<Reason>?[]? _reasons;
    private readonly RequestPart? _part;

    internal ScoredBlock(ServedModel served, ScoringSession session, HttpContext? request, CarriedValues? carried,
        IReadOnlyList<Reason>?[]? reasons, RequestPart? part = null)
    {
        Served = served;
        Session = session;
        Request = request;
        _carried = carried;
        _reasons = reasons;
        _part = part;
    }

    /// <value>The model that scored them.</value>
    public ServedModel Served { get; }

    /// <value>The rows: their inputs, probabilities and flags.</value>
    public ScoringSession Session { get; }

    /// <value>The request that brought them; null when code of the application asked.</value>
    public HttpContext? Request { get; }

    /// <value>Whether each row is flagged; empty where nothing is decided, or the rule refuses to.</value>
    internal ReadOnlySpan<bool> Flags
    {
        get
        {
            try
            {
                return Session.Flags;
            }
            catch (FraudMlException)
            {
                // Whoever asks for the decision is told; who asks for the score alone gets it.
                return [];
            }
        }
    }

    /// <summary>Returns the reasons that the answer gives for a row; null when none were asked for.</summary>
    /// <param name="row">The row, from 0.</param>
    public IReadOnlyList<Reason>? ReasonsOf(int row) => _reasons?[row];

    /// <summary>Returns the id of a transaction, as its request wrote it in <see cref="FraudScoringOptions.IdColumn"/>; false when it has
    /// none.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="utf8">The id's bytes.</param>
    public bool TryGetId(int row, out ReadOnlySpan<byte> utf8)
    {
        utf8 = [];
        return Reader.CarriedId is >= 0 and var id && TryGetCarried(row, id, out utf8);
    }

    /// <value>What requests carry beside the inputs; null where none do.</value>
    internal CarriedValues? Carried => _carried;

    /// <summary>Returns the place of a row among the carried values.</summary>
    internal int PlaceOf(int row) => _part is null ? row : _part.Rows[row];

    /// <value>The model that the rows were read for, which says what is carried; another one than scored them in a canary.</value>
    internal ServedModel Reader => _part?.Reader ?? Served;

    /// <summary>Returns the value of a column that requests carry beside the inputs, as it was sent; false when it is missing.</summary>
    internal bool TryGetCarried(int row, int carried, out ReadOnlySpan<byte> utf8)
    {
        utf8 = [];
        return _carried is not null && _carried.TryGet(PlaceOf(row), carried, out utf8);
    }

    /// <summary>Returns the model and how many rows it scored.</summary>
    public override string ToString() => FormattableString.Invariant($"{Session.RowCount:#,0} rows scored by {Served}");
}

/// <summary>The rows of a request's block that one of two models scored.</summary>
/// <param name="Reader">The model that the block was read for.</param>
/// <param name="Rows">The place of each scored row in the block.</param>
internal sealed record RequestPart(ServedModel Reader, int[] Rows);
