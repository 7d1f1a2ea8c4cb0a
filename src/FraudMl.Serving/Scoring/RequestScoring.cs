using FraudMl.Explanations;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>Takes the scores of a request, block after block.</summary>
internal interface IScoredRows
{
    void Add(ScoringSession session, IReadOnlyList<Reason>[]? reasons);
}

/// <summary>Scores the rows of one request block by block: the same way for every protocol.</summary>
internal readonly struct RequestScoring(ScoringService service, ServedModel model, HttpContext? request, CarriedValues carried)
{
    // A block of this size stays in the second-level cache, and a large request needs no large session.
    private const int BlockRowCount = 256;

    /// <summary>Reads, scores, tells the observers and hands over all rows.</summary>
    /// <exception cref="ScoringInputException">Thrown when there are too many rows, or one can't be read, decided or explained.</exception>
    public void Score<TRows>(in ScoringTelemetry.Scoring scoring, BlockReader reader, TRows rows, int reasonCount = 0)
        where TRows : IScoredRows
    {
        if (reader.RowCount > service.Options.MaximumRowCount)
            throw ScoringInputException.TooLarge($"A request must have at most {service.Options.MaximumRowCount} transactions. "
                + $"Got {reader.RowCount} instead. Send fewer, or raise FraudScoring:MaximumRowCount.");
        int flaggedCount = 0;
        for (int row = 0; row < reader.RowCount; row += BlockRowCount)
        {
            using ScoringSession session = model.Model.OpenSession(Math.Min(BlockRowCount, reader.RowCount - row));
            carried.Begin(session.RowCount, model.Columns.Carried.Count);
            reader.Fill(new RequestBlock(model.Columns, session, carried));
            model.Velocity?.Fill(session, carried);
            flaggedCount += ScoreBlock(session, rows, reasonCount, row);
        }

        reader.Finish();
        scoring.Done(reader.RowCount, model.Model.Decision is null ? null : flaggedCount);
    }

    /// <summary>Scores rows that were read and recorded, tells the observers and hands them over; returns how many are flagged.</summary>
    /// <exception cref="ScoringInputException">Thrown when one can't be decided or explained.</exception>
    public int ScoreBlock<TRows>(ScoringSession session, TRows rows, int reasonCount, int firstRow = 0)
        where TRows : IScoredRows, allows ref struct
    {
        session.Score();
        int flaggedCount = Decided(session, firstRow).Count(true);
        IReadOnlyList<Reason>[]? reasons = reasonCount > 0 ? Explain(session, reasonCount) : null;
        service.Tell(model, session, request, carried, reasons);
        rows.Add(session, reasons);
        return flaggedCount;
    }

    private static ReadOnlySpan<bool> Decided(ScoringSession session, int firstRow)
    {
        try
        {
            return session.Flags;
        }
        catch (FraudMlException undecided)
        {
            throw ScoringInputException.Undecidable(firstRow + (undecided.Row ?? 0) + 1, undecided);
        }
    }

    private static IReadOnlyList<Reason>[] Explain(ScoringSession session, int reasonCount)
    {
        try
        {
            var reasons = new IReadOnlyList<Reason>[session.RowCount];
            for (int row = 0; row < reasons.Length; row++) reasons[row] = session.Explain(row, reasonCount).Reasons;
            return reasons;
        }
        catch (FraudMlException closed)
        {
            throw ScoringInputException.BadRequest($"This model gives no reasons. {closed.Message}");
        }
    }
}
