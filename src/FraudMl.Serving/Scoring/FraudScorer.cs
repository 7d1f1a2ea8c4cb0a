using System.Diagnostics.CodeAnalysis;
using FraudMl.Explanations;
using FraudMl.Pipelines;

namespace FraudMl.Serving;

/// <summary>Asks the model in service, or the rules where it can't be asked, and tells the telemetry and the observers as the endpoints
/// do.</summary>
internal sealed class FraudScorer(ScoringService service) : IFraudScorer
{
    private const DynamicallyAccessedMemberTypes Properties = DynamicallyAccessedMemberTypes.PublicProperties;

    public ServedModel Served => service.Models.Current ?? throw ServedModels.Loading();

    public bool IsLeftToRules => service.IsLeftToRules;

    public double Score<[DynamicallyAccessedMembers(Properties)] T>(T row)
        where T : notnull
    {
        using ModelLease lease = service.Lease();
        return Score(lease.Model, row);
    }

    public double Score(IReadOnlyDictionary<string, object?> row)
    {
        using ModelLease lease = service.Lease();
        return Score(lease.Model, row);
    }

    public double[] Score<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Lease();
        if (service.Canary is not null) return [.. rows.Select(row => Score(lease.Model, row))];
        var probabilities = new List<double>();
        ForEachBlock(lease.Model, rows, isDeciding: false, session => probabilities.AddRange(session.Probabilities));
        return [.. probabilities];
    }

    public bool Decide<[DynamicallyAccessedMembers(Properties)] T>(T row)
        where T : notnull
    {
        using ModelLease lease = service.Lease();
        return Decide(lease.Model, row);
    }

    public bool Decide(IReadOnlyDictionary<string, object?> row)
    {
        using ModelLease lease = service.Lease();
        return Decide(lease.Model, row);
    }

    public bool[] Decide<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Lease();
        lease.Model.Model.RequireDecision();
        if (service.Canary is not null) return [.. rows.Select(row => Decide(lease.Model, row))];
        var flags = new List<bool>();
        ForEachBlock(lease.Model, rows, isDeciding: true, session => flags.AddRange(session.Flags));
        return [.. flags];
    }

    public Explanation Explain<[DynamicallyAccessedMembers(Properties)] T>(T row, int top = 5)
        where T : notnull
    {
        using ModelLease lease = service.Lease();
        return Answer(lease.Model, row, (service, top), static (state, scoring, session, carried, part) =>
        {
            Explanation explanation = session.Explain(0, state.top);
            if (scoring.Served.IsFallback) explanation = explanation with { Reasons = [] };
            state.service.Tell(scoring.Served, session, carried: carried, reasons: [explanation.Reasons], part: part);
            scoring.Done(rowCount: 1);
            return explanation;
        });
    }

    public override string ToString() => "scores by the served model";

    private double Score<[DynamicallyAccessedMembers(Properties)] T>(ServedModel served, T row)
        where T : notnull => Answer(served, row, service, static (service, scoring, session, carried, part) =>
        {
            service.Tell(scoring.Served, session, carried: carried, part: part);
            scoring.Done(rowCount: 1);
            return session.Probabilities[0];
        });

    private bool Decide<[DynamicallyAccessedMembers(Properties)] T>(ServedModel served, T row)
        where T : notnull
    {
        served.Model.RequireDecision();
        return Answer(served, row, service, static (service, scoring, session, carried, part) =>
        {
            bool isFlagged = session.Flags[0];
            service.Tell(scoring.Served, session, carried: carried, part: part);
            scoring.Done(rowCount: 1, flaggedCount: isFlagged ? 1 : 0);
            if (part is not null) service.Telemetry.Canary(scoring.Served, 1, isFlagged ? 1 : 0);
            return isFlagged;
        });
    }

    private delegate TAnswer Reading<TState, TAnswer>(
        TState state, ScoringTelemetry.Scoring scoring, ScoringSession session, CarriedValues? carried, RequestPart? part);

    // Scores a row by the model, or by the challenger where its entity is in the canary, or has the rules decide it.
    private TAnswer Answer<[DynamicallyAccessedMembers(Properties)] T, TState, TAnswer>(
        ServedModel served, T row, TState state, Reading<TState, TAnswer> read)
        where T : notnull
    {
        using var carried = new RowsCarried(service, served, rowCount: 1);
        carried.Take(row, at: 0);
        using ScoringSession session = served.Model.OpenSession(1);
        if (!served.IsFallback)
        {
            served.Bind<T>().Set(session, 0, row);
            served.Velocity?.Commit();
        }

        if (service.Canary is { } canary && canary.Includes(RowText.Of(row, canary.EntityColumn))
            && canary.TryLease(served, out ModelLease challenger, out RowTransfer? transfer))
        {
            using (challenger)
            using (ScoringTelemetry.Scoring tried = service.Telemetry.Begin(challenger.Model))
            using (ScoringSession other = challenger.Model.Model.OpenSession(1))
            {
                transfer.Copy(session, null, 0, other, 0);
                foreach (int input in transfer.UnknownTexts(session))
                    other.SetText(0, input, RowText.Of(row, other.Model.Inputs[input].Name));
                other.Score();
                return read(state, tried, other, carried.Values, new RequestPart(served, [0]));
            }
        }

        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        try
        {
            service.Score(served, session, carried.Values);
        }
        catch (Exception failed) when (service.TryLeaseInstead(served, failed, out ModelLease rules))
        {
            using (rules) return Answer(rules.Model, row, state, read);
        }

        return read(state, scoring, session, carried.Values, part: null);
    }

    private void ForEachBlock<[DynamicallyAccessedMembers(Properties)] T>(
        ServedModel served, IEnumerable<T> rows, bool isDeciding, Action<ScoringSession> use)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        (int rowCount, DecidedRows decided) = (0, default);
        foreach (T[] block in rows.Chunk(RequestScoring.BlockRowCount))
        {
            decided += Block(served, block, rowCount, isDeciding, use);
            rowCount += block.Length;
        }

        scoring.Done(rowCount, isDeciding ? decided.FlaggedCount : null, decided.Count);
    }

    // Returns what the model decided, and not the rules in its place.
    private DecidedRows Block<[DynamicallyAccessedMembers(Properties)] T>(
        ServedModel served, T[] block, int firstRow, bool isDeciding, Action<ScoringSession> use)
        where T : notnull
    {
        using var carried = new RowsCarried(service, served, block.Length);
        for (int row = 0; row < block.Length; row++) carried.Take(block[row], row);
        using ScoringSession session = served.Model.OpenSession(block.Length);
        if (!served.IsFallback)
        {
            served.Bind<T>().Fill(session, block, firstRow);
            served.Velocity?.Commit();
        }

        try
        {
            service.Score(served, session, carried.Values);
        }
        catch (Exception failed) when (service.TryLeaseInstead(served, failed, out ModelLease rules))
        {
            using (rules)
            {
                DecidedRows byRules = Block(rules.Model, block, firstRow, isDeciding, use);
                if (isDeciding) service.Telemetry.Decided(rules.Model, byRules.Count, byRules.FlaggedCount);
                return default;
            }
        }

        use(session);
        service.Tell(served, session, carried: carried.Values);
        return new DecidedRows(block.Length, isDeciding ? session.Flags.Count(true) : 0);
    }
}
