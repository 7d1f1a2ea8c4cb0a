using FraudMl;
using FraudMl.Mlflow;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers MLflow on Databricks with a host.</summary>
public static class DatabricksServiceCollectionExtensions
{
    /// <summary>Lets <c>AddMlflow</c> take <c>databricks</c> as tracking URI and <c>databricks-uc</c> as registry URI.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connection">How the workspace is reached. Default: by the DATABRICKS_* environment variables, or a profile.</param>
    public static IServiceCollection AddDatabricksMlflow(this IServiceCollection services, DatabricksOptions? connection = null) =>
        services.AddSingleton<IMlflowBackend>(new DatabricksBackend(connection));
}
