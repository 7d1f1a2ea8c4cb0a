using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>
/// The velocity store of a served model, under its name: every version with the same windows goes on with it.
/// </summary>
internal sealed class VelocityStage(FraudScoringOptions scoring, IVelocityStore? own, VelocityTelemetry telemetry,
    ILogger<VelocityStage> logger, TimeProvider time) : IDisposable
{
    private readonly FraudVelocityOptions _options = scoring.Velocity;
    private readonly Lock _opening = new();
    private readonly bool _isOwn = own is not null;
    private IVelocityStore? _store = own;

    /// <value>The store; null until the first model with windows is prepared.</value>
    public IVelocityStore? Store => _store;

    /// <summary>Returns the stage where velocity is switched on: by a directory, or by a store of the application's own.</summary>
    public static VelocityStage? Of(IServiceProvider provider, string name, FraudScoringOptions options)
    {
        IVelocityStore? own = provider.GetKeyedService<IVelocityStore>(name)
            ?? (name.Length == 0 ? provider.GetService<IVelocityStore>() : null);
        if (own is null && string.IsNullOrWhiteSpace(options.Velocity.Directory)) return null;
        return new VelocityStage(options, own, provider.GetRequiredService<VelocityTelemetry>(),
            provider.GetRequiredService<ILogger<VelocityStage>>(), provider.GetService<TimeProvider>() ?? TimeProvider.System);
    }

    /// <summary>Returns whether the store has what a model's windows ask.</summary>
    public bool CanServe(FraudModel model) => Refusal(model) is null;

    /// <summary>Returns why a model can't be served from the store; null where it can.</summary>
    public string? Refusal(FraudModel model) =>
        _store is { } store && VelocityPlan.Asked(model).Count > 0 ? VelocityPlan.Refusal(model, store) : null;

    /// <summary>Has a model's requests bring raw transactions, before it comes into service.</summary>
    /// <exception cref="FraudMlException">Thrown when the store lacks what its windows ask.</exception>
    public void Prepare(ServedModel served)
    {
        if (VelocityPlan.Asked(served.Model).Count == 0) return;
        IVelocityStore store = Open(served.Model);
        if (VelocityPlan.Refusal(served.Model, store) is { } refusal) throw new FraudMlException(refusal);
        served.Velocity = new VelocityPlan(served, store, scoring.IdColumn, telemetry, logger.LogNotRecorded,
            time.GetUtcNow().Ticks);
    }

    private IVelocityStore Open(FraudModel model)
    {
        lock (_opening)
        {
            return _store ??= DurableVelocityStore.Open(_options.Directory, model.Windows, new()
            {
                Lateness = _options.Lateness,
                Clock = time,
                Flush = _options.Flush,
                FlushInterval = _options.FlushInterval,
                SnapshotBytes = _options.SnapshotBytes,
                OnSnapshotFailed = failed => logger.LogNoSnapshot(_options.Directory, failed.Message),
            });
        }
    }

    /// <summary>Closes the store of the directory; one of the application's own is its own to close.</summary>
    public void Dispose()
    {
        if (!_isOwn) (_store as IDisposable)?.Dispose();
    }

    public override string ToString() => !_isOwn ? $"velocity in {_options.Directory}" : $"{_store}";
}
