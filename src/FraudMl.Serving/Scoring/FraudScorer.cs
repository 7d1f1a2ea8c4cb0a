using System.Diagnostics.CodeAnalysis;
using FraudMl.Explanations;
using FraudMl.Pipelines;

namespace FraudMl.Serving;

/// <summary>Asks the model in service, and tells the telemetry and the observers as the endpoints do.</summary>
internal sealed class FraudScorer(ScoringService service) : IFraudScorer
{
    private const DynamicallyAccessedMemberTypes Properties = DynamicallyAccessedMemberTypes.PublicProperties;

    public ServedModel Served => service.Models.Current ?? throw ServedModels.Loading();

    public double Score<[DynamicallyAccessedMembers(Properties)] T>(T row)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        return Score(lease.Model, lease.Model.Bind<T>(), row);
    }

    public double Score(IReadOnlyDictionary<string, object?> row) => Score<IReadOnlyDictionary<string, object?>>(row);

    public double[] Score<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        if (service.Canary is not null) return [.. rows.Select(row => Score(lease.Model, lease.Model.Bind<T>(), row))];
        var probabilities = new List<double>();
        ForEachBlock(lease.Model, rows, isDeciding: false, session => probabilities.AddRange(session.Probabilities));
        return [.. probabilities];
    }

    public bool Decide<[DynamicallyAccessedMembers(Properties)] T>(T row)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        return Decide(lease.Model, lease.Model.Bind<T>(), row);
    }

    public bool Decide(IReadOnlyDictionary<string, object?> row) => Decide<IReadOnlyDictionary<string, object?>>(row);

    public bool[] Decide<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        lease.Model.Model.RequireDecision();
        if (service.Canary is not null) return [.. rows.Select(row => Decide(lease.Model, lease.Model.Bind<T>(), row))];
        var flags = new List<bool>();
        ForEachBlock(lease.Model, rows, isDeciding: true, session => flags.AddRange(session.Flags));
        return [.. flags];
    }

    public Explanation Explain<[DynamicallyAccessedMembers(Properties)] T>(T row, int top = 5)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        return Answer(lease.Model, lease.Model.Bind<T>(), row, (service, top), static (state, scoring, session) =>
        {
            Explanation explanation = session.Explain(0, state.top);
            state.service.Tell(scoring.Served, session, reasons: [explanation.Reasons]);
            scoring.Done(rowCount: 1);
            return explanation;
        });
    }

    public override string ToString() => "scores by the served model";

    private double Score<[DynamicallyAccessedMembers(Properties)] T>(ServedModel served, RowBinder<T> binder, T row) =>
        Answer(served, binder, row, service, static (service, scoring, session) =>
        {
            service.Tell(scoring.Served, session);
            scoring.Done(rowCount: 1);
            return session.Probabilities[0];
        });

    private bool Decide<[DynamicallyAccessedMembers(Properties)] T>(ServedModel served, RowBinder<T> binder, T row)
    {
        served.Model.RequireDecision();
        return Answer(served, binder, row, service, static (service, scoring, session) =>
        {
            bool isFlagged = session.Flags[0];
            service.Tell(scoring.Served, session);
            scoring.Done(rowCount: 1, flaggedCount: isFlagged ? 1 : 0);
            return isFlagged;
        });
    }

    // Scores a row by the model, or by the challenger where its entity is in the canary.
    private TAnswer Answer<[DynamicallyAccessedMembers(Properties)] T, TState, TAnswer>(ServedModel served, RowBinder<T> binder, T row,
        TState state, Func<TState, ScoringTelemetry.Scoring, ScoringSession, TAnswer> read)
    {
        using ScoringSession session = served.Model.OpenSession(1);
        binder.Set(session, 0, row);
        served.Velocity?.Commit();
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
                return read(state, tried, other);
            }
        }

        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        session.Score();
        return read(state, scoring, session);
    }

    private void ForEachBlock<[DynamicallyAccessedMembers(Properties)] T>(
        ServedModel served, IEnumerable<T> rows, bool isDeciding, Action<ScoringSession> use)
        where T : notnull
    {
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        int rowCount = 0, flaggedCount = 0;
        served.Bind<T>().ForEachBlock(rows, session =>
        {
            served.Velocity?.Commit();
            use(session);
            service.Tell(served, session);
            rowCount += session.RowCount;
            if (isDeciding) flaggedCount += session.Flags.Count(true);
        });
        scoring.Done(rowCount, isDeciding ? flaggedCount : null);
    }
}
