using Microsoft.Extensions.DependencyInjection;

namespace FraudMl.Serving;

/// <summary>The served models of an application.</summary>
internal sealed class ScoringServices(IServiceProvider services, IEnumerable<ScoringServiceName> names)
{
    /// <value>The models in the order of their registration.</value>
    public IReadOnlyList<ScoringService> All { get; } =
        [.. names.Select(name => services.GetRequiredKeyedService<ScoringService>(name.Value))];
}

/// <summary>The name of a served model, one registration for each.</summary>
internal sealed record ScoringServiceName(string Value);
