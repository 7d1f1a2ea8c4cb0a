using FraudMl.Mlflow;

namespace FraudMl.Sdk.Host.Building;

/// <summary>The store that MLFLOW_TRACKING_URI names, opened when it is first asked; a missing file of it is not made.</summary>
internal sealed class Store : IDisposable
{
    // A build that waits longer for a store that is away is taken for one that hangs.
    private const int Retries = 2;

    private const string NoDatabricks = "a build reaches stores of sqlite and http(s) only. Download the model by an app that has the "
        + "package FraudMl.Databricks, and name its directory in the item.";

    private MlflowClient? _client;

    private static bool IsDatabricks =>
        Environment.GetEnvironmentVariable("MLFLOW_TRACKING_URI")?.StartsWith("databricks", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Asks the store; what goes wrong is an error at a place.</summary>
    /// <param name="place">Where the item stands.</param>
    /// <param name="what">What can't be done, for the error: <c>The model '…' can't be restored</c>.</param>
    /// <param name="ask">The question.</param>
    public async Task<T> AskAsync<T>(Place place, string what, Func<MlflowClient, Task<T>> ask)
    {
        try
        {
            _client ??= MlflowClient.Connect(new MlflowOptions { MustExist = true, RetryCount = Retries });
        }
        catch (MlflowException away)
        {
            throw new BuildError(ErrorCodes.NoStore, place, $"{what}: {(IsDatabricks ? NoDatabricks : away.Message)}");
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
        catch (FraudMlException wrong)
        {
            throw new BuildError(ErrorCodes.UnknownModel, place, wrong.Message);
        }
    }

    public void Dispose() => _client?.Dispose();
}
