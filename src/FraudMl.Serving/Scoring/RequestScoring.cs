using FraudMl.Explanations;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>Takes the scores of a request, block after block.</summary>
internal interface IScoredRows
{
    void Add(in AnsweredRows rows);
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

    /// <summary>Does the same with a JSON body of one transaction, in a single pass; false, with nothing scored, where the body is another
    /// or takes a thorough look.</summary>
    /// <param name="scoring">What is measured.</param>
    /// <param name="json">The body.</param>
    /// <param name="list">The field that lists transactions; empty where the body is one itself.</param>
    /// <param name="rows">Takes the scores.</param>
    /// <param name="reasonCount">The most reasons.</param>
    public bool TryScorePlain<TRows>(
        in ScoringTelemetry.Scoring scoring, ReadOnlySpan<byte> json, ReadOnlySpan<byte> list, TRows rows, int reasonCount)
        where TRows : IScoredRows
    {
        int at = PlainRow.Find(json, list);
        if (at < 0) return false;
        using ScoringSession session = model.Model.OpenSession(1);
        carried.Begin(1, model.Columns.Carried.Count);
        var block = new RequestBlock(model.Columns, session, carried);
        if (!PlainRow.TryFill(json, at, !list.IsEmpty, model.Columns, block, row: 0)) return false;
        model.Velocity?.Fill(session, carried);
        int flaggedCount = ScoreBlock(session, rows, reasonCount);
        scoring.Done(1, model.Model.Decision is null ? null : flaggedCount);
        return true;
    }

    /// <summary>Scores rows that were read and recorded, tells the observers and hands them over; returns how many are flagged.</summary>
    /// <exception cref="ScoringInputException">Thrown when one can't be decided or explained.</exception>
    public int ScoreBlock<TRows>(ScoringSession session, TRows rows, int reasonCount, int firstRow = 0)
        where TRows : IScoredRows, allows ref struct
    {
        if (service.Canary?.RowsOf(model, carried, session.RowCount) is { } inCanary
            && service.Canary.TryLease(model, out ModelLease challenger, out RowTransfer? transfer))
        {
            using (challenger) return ScoreSplit(session, rows, reasonCount, firstRow, transfer, inCanary);
        }

        service.Score(model, session, carried);
        int flaggedCount = Decided(session, firstRow).Count(true);
        IReadOnlyList<Reason>[]? reasons = reasonCount > 0 ? Explain(session, model.IsFallback ? 0 : reasonCount) : null;
        if (!model.IsFallback) service.Tell(model, session, request, carried, reasons);
        rows.Add(new AnsweredRows(model, session, reasons));
        return flaggedCount;
    }

    // Each model scores its rows in a session of its own, and its observers see just these.
    private int ScoreSplit<TRows>(
        ScoringSession session, TRows rows, int reasonCount, int firstRow, RowTransfer toChallenger, int[] inCanary)
        where TRows : IScoredRows, allows ref struct
    {
        int[] others = [.. Enumerable.Range(0, session.RowCount).Except(inCanary)];
        using ScoringSession tried = ScorePart(session, toChallenger, inCanary);
        using ScoringSession kept = others.Length > 0 ? ScorePart(session, new RowTransfer(model, model), others) : default;

        // Nobody is told of a row before it is known that all can be decided.
        int flaggedCount = Decided(tried, firstRow, inCanary).Count(true);
        service.Telemetry.Canary(toChallenger.To, inCanary.Length, flaggedCount);
        if (others.Length > 0) flaggedCount += Decided(kept, firstRow, others).Count(true);
        var answers = new SplitAnswers(session.RowCount, reasonCount > 0, hasFlags: model.Model.Decision is not null);
        Tell(toChallenger.To, tried, inCanary, answers, reasonCount);
        if (others.Length > 0) Tell(model, kept, others, answers, reasonCount);
        rows.Add(answers.Rows);
        return flaggedCount;
    }

    private ScoringSession ScorePart(ScoringSession session, RowTransfer transfer, int[] taken)
    {
        ScoringSession part = transfer.To.Model.OpenSession(taken.Length);
        for (int row = 0; row < taken.Length; row++) transfer.Copy(session, carried, taken[row], part, row);
        if (transfer.To == model) service.Score(model, part, carried);
        else part.Score();
        return part;
    }

    private void Tell(ServedModel served, ScoringSession part, int[] taken, SplitAnswers answers, int reasonCount)
    {
        IReadOnlyList<Reason>[]? reasons = reasonCount > 0 ? Explain(part, reasonCount) : null;
        service.Tell(served, part, request, carried, reasons, new RequestPart(model, taken));
        answers.Set(served, part, reasons, taken);
    }

    private static ReadOnlySpan<bool> Decided(ScoringSession session, int firstRow, int[]? taken = null)
    {
        try
        {
            return session.Flags;
        }
        catch (FraudMlException undecided)
        {
            if (taken is not null)
            {
                undecided = new FraudMlException(undecided.Message, undecided)
                {
                    Row = taken[undecided.Row ?? 0],
                    ColumnName = undecided.ColumnName,
                };
            }

            throw ScoringInputException.Undecidable(firstRow + (undecided.Row ?? 0) + 1, undecided);
        }
    }

    private static IReadOnlyList<Reason>[] Explain(ScoringSession session, int reasonCount)
    {
        try
        {
            var reasons = new IReadOnlyList<Reason>[session.RowCount];
            for (int row = 0; row < reasons.Length; row++) reasons[row] = reasonCount == 0 ? [] : session.Explain(row, reasonCount).Reasons;
            return reasons;
        }
        catch (FraudMlException closed)
        {
            throw ScoringInputException.BadRequest($"This model gives no reasons. {closed.Message}");
        }
    }
}
