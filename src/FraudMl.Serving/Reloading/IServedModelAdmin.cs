namespace FraudMl.Serving;

/// <summary>
/// Looks after a served model: what is in service, whether the registry has another version, and the way back. A service keyed by the
/// model's name where it has one; any thread may call.
/// </summary>
public interface IServedModelAdmin
{
    /// <value>What is in service and what was before.</value>
    ServedModelStatus Status { get; }

    /// <summary>Looks now whether there is another model to serve, and puts it into service once it has passed every check.</summary>
    /// <param name="isForced">Whether a version is loaded again that was refused before, or that a rollback left. Default false.</param>
    /// <param name="cancellationToken">Stops it; the model in service stays.</param>
    /// <returns>What came of it; a version that is refused is no exception.</returns>
    Task<ReloadResult> ReloadAsync(bool isForced = false, CancellationToken cancellationToken = default);

    /// <summary>Puts the model back into service that was before this one. It was kept in memory, so no store is asked. The version that is
    /// left does not come back by polling: only when the alias moves to yet another one, or a forced reload. A second rollback undoes the
    /// first.</summary>
    /// <param name="cancellationToken">Stops the wait for a reload that goes on.</param>
    /// <exception cref="FraudMlException">Thrown when there was no model before.</exception>
    Task<ServedModelStatus> RollBackAsync(CancellationToken cancellationToken = default);
}
