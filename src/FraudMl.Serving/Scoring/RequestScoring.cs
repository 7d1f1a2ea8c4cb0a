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
    public const int BlockRowCount = 256;

    /// <summary>Reads, scores, tells the observers and hands over all rows.</summary>
    /// <exception cref="ScoringInputException">Thrown when there are too many rows, or one can't be read, decided or explained.</exception>
    public void Score<TRows>(in ScoringTelemetry.Scoring scoring, BlockReader reader, TRows rows, int reasonCount = 0)
        where TRows : IScoredRows
    {
        if (reader.RowCount > service.Options.MaximumRowCount)
            throw ScoringInputException.TooLarge($"A request must have at most {service.Options.MaximumRowCount} transactions. "
                + $"Got {reader.RowCount} instead. Send fewer, or raise FraudScoring:MaximumRowCount.");
        DecidedRows decided = (model.Velocity is not null || service.IsRecording) && reader.RowCount > BlockRowCount
            ? ScoreRecorded(reader, rows, reasonCount)
            : ScoreAsRead(reader, rows, reasonCount);
        scoring.Done(reader.RowCount, model.Model.Decision is null ? null : decided.FlaggedCount, decided.Count);
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
        DecidedRows decided = ScoreBlock(session, rows, reasonCount);
        scoring.Done(1, model.Model.Decision is null ? null : decided.FlaggedCount, decided.Count);
        return true;
    }

    private DecidedRows ScoreAsRead<TRows>(BlockReader reader, TRows rows, int reasonCount)
        where TRows : IScoredRows
    {
        DecidedRows decided = default;
        if (reader.RowCount == 0) reader.Finish();
        for (int row = 0; row < reader.RowCount; row += BlockRowCount)
        {
            using ScoringSession session = Read(reader, row);
            if (row + session.RowCount == reader.RowCount) reader.Finish();
            model.Velocity?.Fill(session, carried);
            decided += ScoreBlock(session, rows, reasonCount, row);
        }

        return decided;
    }

    // Windows and audit logs record transactions when all are read: a request that is refused for what it says leaves none behind.
    private DecidedRows ScoreRecorded<TRows>(BlockReader reader, TRows rows, int reasonCount)
        where TRows : IScoredRows
    {
        var blocks = new List<(ScoringSession Session, RequestScoring Scoring)>();
        try
        {
            for (int row = 0; row < reader.RowCount; row += BlockRowCount)
            {
                var scoring = new RequestScoring(service, model, request, row == 0 ? carried : new CarriedValues());
                blocks.Add((scoring.Read(reader, row), scoring));
            }

            reader.Finish();
            foreach ((ScoringSession session, RequestScoring scoring) in blocks) model.Velocity?.Fill(session, scoring.Carried);
            DecidedRows decided = default;
            foreach ((int block, (ScoringSession session, RequestScoring scoring)) in blocks.Index())
                decided += scoring.ScoreBlock(session, rows, reasonCount, block * BlockRowCount);
            return decided;
        }
        finally
        {
            foreach ((ScoringSession session, _) in blocks) session.Dispose();
        }
    }

    private CarriedValues Carried => carried;

    private ScoringSession Read(BlockReader reader, int row)
    {
        ScoringSession session = model.Model.OpenSession(Math.Min(BlockRowCount, reader.RowCount - row));
        try
        {
            carried.Begin(session.RowCount, model.Columns.Carried.Count);
            reader.Fill(new RequestBlock(model.Columns, session, carried));
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Scores rows that were read and recorded, tells the observers and hands them over; returns what the model decided.</summary>
    /// <exception cref="ScoringInputException">Thrown when one can't be decided or explained.</exception>
    public DecidedRows ScoreBlock<TRows>(ScoringSession session, TRows rows, int reasonCount, int firstRow = 0)
        where TRows : IScoredRows, allows ref struct
    {
        if (service.Canary?.RowsOf(model, carried, session.RowCount) is { } inCanary
            && service.Canary.TryLease(model, out ModelLease challenger, out RowTransfer? transfer))
        {
            using (challenger) return ScoreSplit(session, rows, reasonCount, firstRow, transfer, inCanary);
        }

        service.Score(model, session, carried);
        var decided = new DecidedRows(session.RowCount, Decided(session, firstRow).Count(true));
        IReadOnlyList<Reason>[]? reasons = reasonCount > 0 ? Explain(session, model.IsFallback ? 0 : reasonCount) : null;
        service.Tell(model, session, request, carried, reasons);
        rows.Add(new AnsweredRows(model, session, reasons) { Carried = carried });
        return decided;
    }

    // Each model scores its rows in a session of its own, and its observers see just these.
    private DecidedRows ScoreSplit<TRows>(
        ScoringSession session, TRows rows, int reasonCount, int firstRow, RowTransfer toChallenger, int[] inCanary)
        where TRows : IScoredRows, allows ref struct
    {
        int[] others = [.. Enumerable.Range(0, session.RowCount).Except(inCanary)];
        using ScoringSession tried = ScorePart(session, toChallenger, inCanary);
        using ScoringSession kept = others.Length > 0 ? ScorePart(session, new RowTransfer(model, model), others) : default;

        // Nobody is told of a row before it is known that all can be decided.
        int triedCount = Decided(tried, firstRow, inCanary).Count(true);
        int keptCount = others.Length > 0 ? Decided(kept, firstRow, others).Count(true) : 0;
        if (model.Model.Decision is not null)
        {
            service.Telemetry.Canary(toChallenger.To, inCanary.Length, triedCount);
            service.Telemetry.Decided(toChallenger.To, inCanary.Length, triedCount);
        }

        var answers = new SplitAnswers(session.RowCount, reasonCount > 0, hasFlags: model.Model.Decision is not null);
        Tell(toChallenger.To, tried, inCanary, answers, reasonCount);
        if (others.Length > 0) Tell(model, kept, others, answers, reasonCount);
        rows.Add(answers.Rows(carried));
        return new DecidedRows(others.Length, keptCount);
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
