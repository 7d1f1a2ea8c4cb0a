using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FraudMl.Mlflow;

/// <summary>What one call of <c>AddMlflow</c> says of the options with a name.</summary>
/// <param name="Name">The name of the options.</param>
/// <param name="Section">The configuration section.</param>
/// <param name="Change">Changes them; null for nothing.</param>
internal sealed record MlflowSetup(string Name, string Section, Func<MlflowOptions, MlflowOptions>? Change);

/// <summary>
/// Makes the options of a host: from its configuration, then what the host changes, then the backends and the log of the container.
/// </summary>
internal sealed class MlflowOptionsFactory(
    IServiceProvider provider,
    IEnumerable<MlflowSetup> setups,
    IEnumerable<IConfigureOptions<MlflowOptions>> configures,
    IEnumerable<IPostConfigureOptions<MlflowOptions>> posts,
    IEnumerable<IValidateOptions<MlflowOptions>> validations) : OptionsFactory<MlflowOptions>(configures, posts, validations)
{
    protected override MlflowOptions CreateInstance(string name)
    {
        MlflowSetup[] all = [.. setups.Where(setup => setup.Name == name)];
        var settings = new MlflowSettings();
        if (all.Length > 0)
            provider.GetService<IConfiguration>()?.GetSection(all[0].Section).Bind(settings);
        MlflowOptions options = all.Aggregate(settings.ToOptions(), (made, setup) => setup.Change?.Invoke(made) ?? made);
        return options with
        {
            Backends = [.. options.Backends.Union(provider.GetServices<IMlflowBackend>())],
            LoggerFactory = options.LoggerFactory ?? provider.GetService<ILoggerFactory>(),
        };
    }
}
