using System.Diagnostics.CodeAnalysis;
using FraudMl;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Options of a host that come from its configuration and are checked when it starts. Each package that reads a
/// section compiles this file into itself: it needs the options records of FraudMl.Core and the host's configuration, and no
/// package below them may know both.
/// </summary>
internal static class CheckedOptions
{
    private const DynamicallyAccessedMemberTypes Constructor = DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary>Adds options bound from a section; the start fails with one sentence for each broken rule, unknown key or value
    /// that can't be read.</summary>
    /// <typeparam name="TOptions">The options record.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">The configuration section; what changes there later reaches <see cref="IOptionsMonitor{TOptions}"/>.</param>
    /// <param name="bind">Calls <c>Bind</c> for the options' own type, for which code is generated.</param>
    /// <param name="before">Sets options before the section is read.</param>
    /// <param name="name">The name of the options. Default: those without one.</param>
    public static OptionsBuilder<TOptions> AddCheckedOptions<[DynamicallyAccessedMembers(Constructor)] TOptions>(
        this IServiceCollection services, string section, Action<IConfigurationSection, TOptions> bind, Action<TOptions>? before = null,
        string? name = null)
        where TOptions : ValidatedOptions
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, Rules<TOptions>>());
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider => new Changes<TOptions>(
            SectionOf(provider, section), name ?? Options.Options.DefaultName));
        OptionsBuilder<TOptions> options = services.AddOptions<TOptions>(name);
        if (before is not null) options.Configure(before);
        return options.Configure<IServiceProvider>((value, provider) => Bind(SectionOf(provider, section), value, bind)).ValidateOnStart();
    }

    private static IConfigurationSection? SectionOf(IServiceProvider provider, string section) =>
        provider.GetService<IConfiguration>()?.GetSection(section);

    // The binder's own error names the key, the value and the type; it is the user's mistake, told in its one sentence.
    private static void Bind<TOptions>(IConfigurationSection? section, TOptions options, Action<IConfigurationSection, TOptions> bind)
    {
        try
        {
            if (section is not null) bind(section, options);
        }
        catch (InvalidOperationException invalid)
        {
            throw new FraudMlException(invalid.Message, invalid);
        }
    }

    private sealed class Changes<TOptions>(IConfigurationSection? section, string name) : IOptionsChangeTokenSource<TOptions>
    {
        public string Name => name;

        public IChangeToken GetChangeToken() => section?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
    }

    /// <summary>Reports every broken rule of an options record at once.</summary>
    private sealed class Rules<TOptions> : IValidateOptions<TOptions>
        where TOptions : ValidatedOptions
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            try
            {
                options.Validate();
                return ValidateOptionsResult.Success;
            }
            catch (FraudMlException invalid)
            {
                return ValidateOptionsResult.Fail(invalid.Problems);
            }
        }
    }
}
