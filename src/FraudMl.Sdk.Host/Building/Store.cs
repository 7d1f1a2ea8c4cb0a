using FraudMl.Mlflow;

namespace FraudMl.Sdk.Host.Building;

/// <summary>The store that MLFLOW_TRACKING_URI names, opened when it is first asked; a missing file of it is not made.</summary>
internal sealed class Store : IDisposable
{
    // A build that waits longer for a store that is away is taken for one that hangs.
    private const int Retries = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private MlflowClient? _client;

    /// <summary>Asks the store; what goes wrong is an error at a place.</summary>
    /// <param name="place">Where the item stands.</param>
    /// <param name="what">What can't be done, for the error: <c>The model '…' can't be restored</c>.</param>
    /// <param name="ask">The question.</param>
    public async Task<T> AskAsync<T>(Place place, string what, Func<MlflowClient, Task<T>> ask)
    {
        try
        {
            _client ??= MlflowClient.Connect(new MlflowOptions
            {
                MustExist = true, RetryCount = Retries, Backends = [new DatabricksBackend(new() { RetryTimeout = Patience })],
            });
        }
        catch (Exception away) when (away is MlflowException or FraudMlException)
        {
            throw new BuildError(ErrorCodes.NoStore, place, $"{what}: {away.Message}");
        }

        try
        {
            return await ask(_client).ConfigureAwait(false);
        }
        catch (MlflowException refused)
        {
            bool isUnknown = refused.ErrorCode is MlflowErrorCodes.ResourceDoesNotExist or MlflowErrorCodes.InvalidParameterValue
                or MlflowErrorCodes.InvalidState;
            throw new BuildError(isUnknown ? ErrorCodes.UnknownModel : ErrorCodes.NoStore, place, $"{what}: {refused.Message}");
        }
        catch (DatabricksException away)
        {
            throw new BuildError(ErrorCodes.NoStore, place, $"{what}: {away.Message}");
        }
        catch (FraudMlException wrong)
        {
            throw new BuildError(ErrorCodes.UnknownModel, place, wrong.Message);
        }
    }

    public void Dispose() => _client?.Dispose();
}
