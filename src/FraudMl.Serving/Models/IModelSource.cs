namespace FraudMl.Serving;

/// <summary>Where a served model comes from. Register one before <c>AddFraudScoring</c> to serve from elsewhere.</summary>
public interface IModelSource
{
    /// <summary>Loads the model; called once, when the server listens and before the host has started.</summary>
    /// <param name="cancellationToken">Cancelled when the start is given up.</param>
    /// <exception cref="FraudMlException">Thrown when the model can't be loaded; it fails the start with its message.</exception>
    Task<ServedModel> LoadAsync(CancellationToken cancellationToken);
}
