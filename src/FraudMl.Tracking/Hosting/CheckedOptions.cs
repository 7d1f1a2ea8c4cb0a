using FraudMl;
using FraudMl.Tracking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Options of a host that come from its configuration and are checked when it starts.</summary>
public static class CheckedOptions
{
    /// <summary>Adds options bound from a section; the start fails with one sentence for each broken rule, unknown key or value that can't be read.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">The configuration section.</param>
    /// <param name="before">Sets options before the section is read.</param>
    public static OptionsBuilder<TOptions> AddCheckedOptions<TOptions>(this IServiceCollection services, string section, Action<TOptions>? before = null)
        where TOptions : ValidatedOptions
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, ValidatedOptionsValidator<TOptions>>());
        OptionsBuilder<TOptions> options = services.AddOptions<TOptions>();
        if (before is not null) options.Configure(before);
        return options.Configure<IServiceProvider>((value, provider) => Bind(provider.GetService<IConfiguration>()?.GetSection(section), value)).ValidateOnStart();
    }

    // The binder's own error names the key, the value and the type; it is the user's mistake, told in its one sentence.
    private static void Bind(IConfigurationSection? section, object options)
    {
        try
        {
            section?.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException invalid)
        {
            throw new FraudMlException(invalid.Message, invalid);
        }
    }
}
