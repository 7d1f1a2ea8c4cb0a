namespace FraudMl.Serving;

/// <summary>Where a served model comes from, and when it changes. Register one before <c>AddFraudScoring</c> to serve from
/// elsewhere.</summary>
public interface IModelSource
{
    /// <summary>Loads the model: when the server listens and before the host has started, and again when it has changed.</summary>
    /// <param name="cancellationToken">Cancelled when the start is given up, or the host stops.</param>
    /// <exception cref="FraudMlException">Thrown when the model can't be loaded; it fails the start with its message, and is refused later
    /// unless a store or a file could not be read, which is tried again.</exception>
    Task<ServedModel> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Returns which model <see cref="LoadAsync"/> would load now; it is asked every
    /// <see cref="FraudScoringOptions.PollInterval"/>, so let it be cheap.</summary>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <returns>What the loaded model has as <see cref="ServedModel.Revision"/>, a version for example; null for a model that never
    /// changes, which is the default.</returns>
    Task<string?> FindRevisionAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
