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

    public double Score(IReadOnlyDictionary<string, object?> row)
    {
        using ModelLease lease = service.Models.Lease();
        return Score(lease.Model, lease.Model.Bind<IReadOnlyDictionary<string, object?>>(), row);
    }

    public double[] Score<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
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

    public bool Decide(IReadOnlyDictionary<string, object?> row)
    {
        using ModelLease lease = service.Models.Lease();
        return Decide(lease.Model, lease.Model.Bind<IReadOnlyDictionary<string, object?>>(), row);
    }

    public bool[] Decide<[DynamicallyAccessedMembers(Properties)] T>(IEnumerable<T> rows)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        lease.Model.Model.RequireDecision();
        var flags = new List<bool>();
        ForEachBlock(lease.Model, rows, isDeciding: true, session => flags.AddRange(session.Flags));
        return [.. flags];
    }

    public Explanation Explain<[DynamicallyAccessedMembers(Properties)] T>(T row, int top = 5)
        where T : notnull
    {
        using ModelLease lease = service.Models.Lease();
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(lease.Model);
        using ScoringSession session = lease.Model.Model.OpenSession(1);
        Fill(lease.Model, lease.Model.Bind<T>(), session, row);
        Explanation explanation = session.Explain(0, top);
        service.Tell(lease.Model, session, reasons: [explanation.Reasons]);
        scoring.Done(rowCount: 1);
        return explanation;
    }

    public override string ToString() => "scores by the served model";

    private double Score<T>(ServedModel served, RowBinder<T> binder, T row)
    {
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        using ScoringSession session = served.Model.OpenSession(1);
        Fill(served, binder, session, row);
        service.Tell(served, session);
        scoring.Done(rowCount: 1);
        return session.Probabilities[0];
    }

    private bool Decide<T>(ServedModel served, RowBinder<T> binder, T row)
    {
        served.Model.RequireDecision();
        using ScoringTelemetry.Scoring scoring = service.Telemetry.Begin(served);
        using ScoringSession session = served.Model.OpenSession(1);
        Fill(served, binder, session, row);
        bool isFlagged = session.Flags[0];
        service.Tell(served, session);
        scoring.Done(rowCount: 1, flaggedCount: isFlagged ? 1 : 0);
        return isFlagged;
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

    private static void Fill<T>(ServedModel served, RowBinder<T> binder, ScoringSession session, T row)
    {
        binder.Set(session, 0, row);
        served.Velocity?.Commit();
        session.Score();
    }
}
