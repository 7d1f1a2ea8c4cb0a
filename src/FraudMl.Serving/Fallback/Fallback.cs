using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Says when rules answer instead of the model, and keeps them ready.</summary>
internal sealed partial class Fallback
{
    private readonly FraudFallbackOptions _options;
    private readonly CircuitBreaker _breaker;
    private readonly IFallbackRule _rule;
    private readonly Counter<long> _requests;
    private readonly ILogger _logger;
    private readonly string _name;
    private ServedModel? _standIn;

    public Fallback(string name, IFallbackRule rule, FraudFallbackOptions options, IMeterFactory meters, TimeProvider time,
        ILogger<Fallback> logger)
    {
        (_name, _rule, _options, _logger) = (name, rule, options, logger);
        _breaker = new CircuitBreaker(options.FailureCount, options.BreakDuration, time);
        _requests = meters.Create(ScoringTelemetry.Name).CreateCounter<long>(
            "fraudml.scoring.fallbacks", "{request}", "Requests that rules answered instead of the model, by reason.");
    }

    /// <value>Whether the model in service is left alone, since it took too long or failed.</value>
    public bool IsOpen => _breaker.IsOpen;

    /// <summary>Takes the model for a request, or the rules where that can't be asked.</summary>
    public ModelLease Lease(ServedModels models)
    {
        string reason = "slow";
        if (_breaker.TryEnter())
        {
            if (models.TryLease(out ModelLease lease)) return lease;
            reason = "loading";
        }

        _requests.Add(1, new KeyValuePair<string, object?>("served.name", _name), new KeyValuePair<string, object?>("reason", reason));
        ServedModel standIn = _standIn ??= StandIn.For(_rule);
        standIn.TryUse();
        return new ModelLease(standIn);
    }

    /// <summary>Has the rule decide rows that were read for it.</summary>
    public void Fill(ServedModel standIn, ScoringSession session, CarriedValues carried) => StandIn.Fill(_rule, standIn, session, carried);

    /// <summary>Notes how long the model took for a block since a time stamp.</summary>
    public void Took(long start)
    {
        if (Stopwatch.GetElapsedTime(start) > _options.TimeLimit) Failed();
        else if (_breaker.Succeed()) LogClosed(_logger, _name);
    }

    /// <summary>Notes that the model could not score a block.</summary>
    public void Failed()
    {
        if (_breaker.Fail()) LogOpened(_logger, _name, _options.FailureCount, _options.TimeLimit.TotalMilliseconds);
    }

    /// <summary>Returns the rule and whether it answers.</summary>
    public override string ToString() => $"{_rule}, {_breaker}";

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Rules answer instead of the model '{Name}': it took longer than {Limit} ms, or failed, {Count} times in a row")]
    private static partial void LogOpened(ILogger logger, string name, int count, double limit);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model '{Name}' answers again")]
    private static partial void LogClosed(ILogger logger, string name);
}
