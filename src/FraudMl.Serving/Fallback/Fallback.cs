using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Says when rules answer instead of the model, and keeps them ready.</summary>
internal sealed class Fallback
{
    private readonly FraudFallbackOptions _options;
    private readonly CircuitBreaker _breaker;
    private readonly IFallbackRule _rule;
    private readonly Counter<long> _requests;
    private readonly ILogger _logger;
    private readonly CallbackFailures _failures;
    private readonly ServedModel _standIn;
    private readonly string _name;

    public Fallback(string name, IFallbackRule rule, string? idColumn, FraudFallbackOptions options, CallbackFailures failures,
        IMeterFactory meters, TimeProvider time, ILogger<Fallback> logger)
    {
        (_name, _rule, _options, _failures, _logger) = (name, rule, options, failures, logger);
        _standIn = StandIn.For(rule, idColumn);
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

        return LeaseRules(reason);
    }

    /// <summary>Takes the rules for a request whose model failed.</summary>
    public ModelLease LeaseInstead(Exception failed)
    {
        _logger.LogModelFailed(failed, _name);
        return LeaseRules("failed");
    }

    /// <summary>Has the rule decide rows that were read for it; those that it throws for are flagged.</summary>
    public void Fill(ScoringSession session, CarriedValues carried)
    {
        for (int row = 0; row < session.RowCount; row++)
            session.SetNumber(row, 0, ShouldFlag(new FallbackRow(_standIn.Columns, carried, row)) ? 1f : 0f);
    }

    /// <summary>Notes how long the model took for a block since a time stamp.</summary>
    public void Took(long start)
    {
        if (Stopwatch.GetElapsedTime(start) > _options.TimeLimit) Failed();
        else if (_breaker.Succeed()) _logger.LogClosed(_name);
    }

    /// <summary>Notes that the model could not score a block.</summary>
    public void Failed()
    {
        if (_breaker.Fail()) _logger.LogOpened(_name, _options.FailureCount, _options.TimeLimit.TotalMilliseconds);
    }

    private ModelLease LeaseRules(string reason)
    {
        _requests.Add(1, new KeyValuePair<string, object?>("served.name", _name), new KeyValuePair<string, object?>("reason", reason));
        _standIn.TryUse();
        return new ModelLease(_standIn);
    }

    private bool ShouldFlag(FallbackRow row)
    {
        try
        {
            return _rule.ShouldFlag(row);
        }
        catch (Exception failed)
        {
            // Nobody else decides: what is not known to be good does not pass.
            _failures.Count(_name, _rule, failed);
            return true;
        }
    }

    /// <summary>Returns the rule and whether it answers.</summary>
    public override string ToString() => $"{_rule}, {_breaker}";
}
