using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>
/// Loads a model, and after it each other one that its source has: checked, warmed and then put into service while the one before answers
/// the requests that it began. What does not pass leaves the model in service where it is.
/// </summary>
internal sealed class ModelReloader(
    ScoringService service, ReloadTelemetry telemetry, TimeProvider time, ILogger<ModelReloader> logger) : IServedModelAdmin, IDisposable
{
    // One load at a time.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private ServedModel? _previous;
    private string? _revision, _previousRevision, _held;
    private (string Revision, string Reason)? _refused;
    private long _checkedAt;
    private bool _isAway;

    public ServedModelStatus Status => new(
        service.Name, ServedModelIdentity.Of(service.Models.Current), ServedModelIdentity.Of(_previous), _held, service.Problem, CheckedAt);

    /// <value>When the source last said which model is to be served.</value>
    public DateTimeOffset? CheckedAt =>
        Volatile.Read(ref _checkedAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <value>The attempts that failed one after the other since the last good answer of the source.</value>
    public int FailureCount { get; private set; }

    /// <summary>Loads the first model.</summary>
    /// <exception cref="FraudMlException">Thrown when it can't be loaded, or must not be served.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ServedModel first = await service.Source.LoadAsync(cancellationToken).ConfigureAwait(false);
            service.Prepare(first);
            first.WarmUp();
            if (Candidate.ProblemOf(first, service.Options) is { } problem)
                throw new FraudMlException($"The model {first} must not be served. {problem}");
            service.Models.Replace(first);
            _revision = first.Revision;
            Volatile.Write(ref _checkedAt, time.GetUtcNow().Ticks);
            logger.LogReady(first.Name, first.Version ?? "-", first.Inputs.Length);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Has the next look for another model done at once.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    /// <summary>Waits for the time of the next look, or until somebody wakes it.</summary>
    public Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancellationToken) => _wake.WaitAsync(wait, cancellationToken);

    public async Task<ReloadResult> ReloadAsync(bool isForced = false, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            (ReloadOutcome outcome, string? reason) = await LookAsync(service.Models.Current, isForced, cancellationToken)
                .ConfigureAwait(false);
            service.Problem = outcome is ReloadOutcome.Refused or ReloadOutcome.Failed ? reason : null;
            FailureCount = outcome == ReloadOutcome.Failed ? FailureCount + 1 : 0;
            return new ReloadResult(outcome, reason, Status);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<ServedModelStatus> RollBackAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_previous is not { } previous || service.Models.Current is not { } current)
                throw new FraudMlException("There is no model to go back to: none was replaced since the start.");
            _held = _revision;
            ServedModel again = previous.Again();
            service.Prepare(again);
            Replace(again, _previousRevision);
            telemetry.Count(previous.Name, "rolled_back");
            logger.LogRolledBack(previous.ToString(), current.ToString());
            return Status;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _wake.Dispose();
    }

    /// <summary>Returns what is in service.</summary>
    public override string ToString() => service.ToString();

    private async Task<(ReloadOutcome Outcome, string? Reason)> LookAsync(
        ServedModel? current, bool isForced, CancellationToken cancellationToken)
    {
        try
        {
            string? revision = await service.Source.FindRevisionAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _checkedAt, time.GetUtcNow().Ticks);
            if (_isAway) logger.LogBack(current ?? (object)service.Name);
            _isAway = false;
            if (current is not null && (revision is null || revision == (_revision ??= revision)))
            {
                // The source agrees with what is in service: whatever it said before is settled.
                (_held, _refused) = (null, null);
                return (ReloadOutcome.Unchanged, null);
            }

            if (!isForced && revision is not null && revision == _held)
                return (ReloadOutcome.Held, $"A rollback left {Named(current, revision)}.");
            if (!isForced && _refused is { } refused && refused.Revision == revision) return (ReloadOutcome.Refused, refused.Reason);
            return await LoadAsync(current, revision, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isAway) logger.LogAway(NameOf(current), error.Message);
            _isAway = true;
            telemetry.Count(NameOf(current), "failed");
            return (ReloadOutcome.Failed, $"Its source can't be read: {error.Message}");
        }
    }

    private async Task<(ReloadOutcome Outcome, string? Reason)> LoadAsync(
        ServedModel? current, string? revision, CancellationToken cancellationToken)
    {
        try
        {
            ServedModel next = await service.Source.LoadAsync(cancellationToken).ConfigureAwait(false);
            service.Prepare(next);
            next.WarmUp();
            string? problem = Candidate.ProblemOf(next, service.Options)
                ?? (current is null ? null : Candidate.ProblemOf(next, current, service.Options));
            if (problem is not null)
                return Refuse(current, next.Revision ?? revision, problem, null);
            (_held, _refused) = (null, null);
            Replace(next, next.Revision ?? revision);
            telemetry.Count(next.Name, "loaded");
            logger.LogReplaced(next, current ?? (object)"nothing");
            return (ReloadOutcome.Loaded, null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !Candidate.IsPassing(error))
        {
            return Refuse(current, revision, error.Message, error);
        }
    }

    private (ReloadOutcome Outcome, string? Reason) Refuse(ServedModel? current, string? revision, string problem, Exception? error)
    {
        string stays = current is null ? "" : $", and {current} stays in service";
        string reason = $"{Named(current, revision)} is refused{stays}. {problem}";
        if (revision is not null) _refused = (revision, reason);
        telemetry.Count(NameOf(current), "refused");
        logger.LogRefused(error, reason);
        return (ReloadOutcome.Refused, reason);
    }

    private void Replace(ServedModel next, string? revision)
    {
        _previous = service.Models.Replace(next);
        (_previousRevision, _revision) = (_revision, revision);
        if (_previous is { } before) _ = TellDrainedAsync(before);
    }

    private async Task TellDrainedAsync(ServedModel before)
    {
        await before.Drained.ConfigureAwait(false);
        logger.LogDrained(before);
    }

    // The revision of a directory means nothing to people.
    private static string Named(ServedModel? current, string? revision) =>
        current?.Version is null ? "The changed model" : $"Version {revision} of {current.Name}";

    private string NameOf(ServedModel? current) => current?.Name ?? service.Name;
}
