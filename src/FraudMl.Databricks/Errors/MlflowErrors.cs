using System.Net;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Says errors of Databricks as MLflow's client says errors.</summary>
internal static class MlflowErrors
{
    public static MlflowException Of(DatabricksException error)
    {
        // Several problems and no status: no log-in works.
        HttpStatusCode status = error.StatusCode
            ?? (error.Problems.Count > 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.ServiceUnavailable);
        string code = error.ErrorCode switch
        {
            "ALREADY_EXISTS" => MlflowErrorCodes.ResourceAlreadyExists,
            "NOT_FOUND" => MlflowErrorCodes.ResourceDoesNotExist,
            { } known => known,
            null => MlflowErrorCodes.CodeOf(status),
        };
        return new MlflowException(code, error.Message, status, error);
    }

    /// <summary>Does something whose errors are told as MLflow's.</summary>
    public static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (DatabricksException error)
        {
            throw Of(error);
        }
    }

    /// <summary>Does something that returns nothing, and whose errors are told as MLflow's.</summary>
    public static Task ToldAsync(Func<Task> work) => ToldAsync(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });
}
