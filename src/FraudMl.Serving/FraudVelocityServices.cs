using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>Registers the velocity stores of served models.</summary>
public static class FraudVelocityServices
{
    /// <summary>
    /// Has requests bring raw transactions: the server records each one and works out the window features that the model was trained with.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="directory">The directory of the store, which one process at a time may open.</param>
    /// <param name="configure">Further options; they have the last word over the section <c>FraudScoring:Velocity</c>.</param>
    public static IServiceCollection AddFraudVelocity(
        this IServiceCollection services, string directory, Action<FraudVelocityOptions>? configure = null) =>
        Add(services, ScoringService.NoName, directory, configure);

    /// <summary>Has requests of a model with a name bring raw transactions.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the served model.</param>
    /// <param name="directory">The directory of the store, which one process at a time may open; each model has its own.</param>
    /// <param name="configure">Further options; they have the last word over the configuration section
    /// <c>FraudScoringModels:NAME:Velocity</c>.</param>
    public static IServiceCollection AddFraudVelocity(
        this IServiceCollection services, string name, string directory, Action<FraudVelocityOptions>? configure) =>
        Add(services, name, directory, configure);

    private static IServiceCollection Add(
        IServiceCollection services, string name, string directory, Action<FraudVelocityOptions>? configure) =>
        services.Configure<FraudScoringOptions>(name, options =>
        {
            options.Velocity.Directory = directory;
            configure?.Invoke(options.Velocity);
        });
}
