using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace FraudMl.Serving;

/// <summary>All that one served model needs, under the name that the application knows it by; empty for the one without a name.</summary>
internal sealed class ScoringService(string name, FraudScoringOptions options, IModelSource source, ScoringTelemetry telemetry,
    IEnumerable<IScoringObserver> observers, TimeProvider time, VelocityStage? velocity = null,
    Challenger? challenger = null, Fallback? fallback = null, IScoringObserver? record = null) : IDisposable
{
    /// <summary>The name of the model that has none.</summary>
    public const string NoName = "";

    private readonly IScoringObserver[] _observers = [.. observers];

    /// <value>The name in routes and keyed services; empty for the model without one.</value>
    public string Name => name;

    public FraudScoringOptions Options => options;

    public IModelSource Source => source;

    public ScoringTelemetry Telemetry => telemetry;

    /// <value>What works out the window features of raw transactions; null where requests bring these.</value>
    public VelocityStage? Velocity => velocity;

    /// <value>The model in service.</value>
    public ServedModels Models { get; } = new(time);

    /// <value>The buffers of its requests.</value>
    public RequestBuffersPool Buffers { get; } = new(options, time);

    /// <value>Why the model to serve is not in service, though another one is; null when all is well.</value>
    public string? Problem { get; set; }

    /// <value>The rules that answer when no model can; null when there are none.</value>
    public Fallback? Fallback => fallback;

    /// <value>Which requests the challenger answers; null when none.</value>
    public Canary? Canary { get; } = challenger?.CanaryOf(options.IdColumn);

    /// <value>Whether rules answer instead of a model: none is loaded, or it is left alone for a while.</value>
    public bool IsLeftToRules => fallback is not null && (fallback.IsOpen || Models.Current is null);

    /// <value>Whether scored rows are recorded before they are answered.</value>
    public bool IsRecording => record is not null;

    /// <value>Whether requests are answered, by the model or by rules.</value>
    public bool CanAnswer => fallback is not null || Models.Current is not null;

    /// <summary>Takes what answers a request: the model in service, or the rules where it can't.</summary>
    /// <exception cref="FraudMlException">Thrown while the model is still being loaded, and there are no rules.</exception>
    public ModelLease Lease() => fallback is null ? Models.Lease() : fallback.Lease(Models);

    /// <summary>Takes the rules for a request that its model failed; false where there are none, or it is the request that is
    /// wrong.</summary>
    public bool TryLeaseInstead(ServedModel failing, Exception failed, out ModelLease rules)
    {
        rules = default;
        if (fallback is null || failing.IsFallback || failed is ScoringInputException) return false;
        rules = fallback.LeaseInstead(failed);
        return true;
    }

    /// <summary>Scores rows that were read.</summary>
    public void Score(ServedModel served, ScoringSession session, CarriedValues? carried)
    {
        if (served.IsFallback) fallback!.Fill(session, carried!);
        if (fallback is null || served.IsFallback)
        {
            session.Score();
            return;
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            session.Score();
        }
        catch
        {
            fallback.Failed();
            throw;
        }

        fallback.Took(start);
    }

    /// <value>The answers of requests that may be sent again.</value>
    public FirstAnswers Answers { get; } = new(options, time);

    /// <summary>Says what requests bring beside the inputs of a model; called before it comes into service.</summary>
    /// <exception cref="FraudMlException">Thrown when the velocity store lacks what its windows ask.</exception>
    public void Prepare(ServedModel next)
    {
        if (options.IdColumn is { } id) next.CarryId(id);
        velocity?.Prepare(next);
        if (challenger is not null) challenger.Carry(next, options.IdColumn);
        if (options.Monitoring.IsCountingDrift) next.CountDrift(options.Monitoring, time);
    }

    /// <summary>Has scored rows recorded, and tells the observers, and who measures, of those that a model scored.</summary>
    /// <exception cref="ScoringInputException">Thrown when they can't be recorded, and therefore not be answered.</exception>
    public void Tell(ServedModel served, ScoringSession session, HttpContext? request = null, CarriedValues? carried = null,
        IReadOnlyList<Reason>?[]? reasons = null, RequestPart? part = null)
    {
        var rows = new ScoredBlock(served, session, request, carried, reasons, part);
        record?.Scored(rows);
        if (served.IsFallback) return;
        telemetry.Scores(served, session.Probabilities);
        foreach (IScoringObserver observer in _observers) observer.Scored(rows);
    }

    public void Dispose() => velocity?.Dispose();

    /// <summary>Returns the name and the model in service.</summary>
    public override string ToString() => $"{(name.Length == 0 ? "the model" : name)}: {Models.Current?.ToString() ?? "not loaded"}";
}
