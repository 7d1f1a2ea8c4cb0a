namespace FraudMl.Mlflow;

/// <summary>A registry that creates a version in steps of its own, and goes on with one whose creation was broken off.</summary>
internal interface IVersionSteps
{
    /// <summary>Creates a version exactly once, to the last step.</summary>
    /// <param name="request">The version; its tag <see cref="ExactlyOnce.KeyTag"/> has the key by which it is found again.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    Task<Created<MlflowModelVersion>> CreateOnceAsync(MlflowCreateModelVersion request, string key, CancellationToken cancellationToken);
}
