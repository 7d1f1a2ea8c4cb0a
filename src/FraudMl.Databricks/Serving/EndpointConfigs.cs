using System.Globalization;

namespace FraudMl;

/// <summary>Configurations of endpoints: from what a user says, back to it, and whether two are the same.</summary>
internal static class EndpointConfigs
{
    private const string SecretBegin = "{{secrets/", SecretEnd = "}}";

    /// <exception cref="FraudMlException">Thrown with everything that is wrong with the versions.</exception>
    public static EndpointConfig Of(IReadOnlyList<DatabricksServedModel> models)
    {
        if (models.Count == 0)
            throw new FraudMlException("An endpoint serves at least one version. Name one, such as version 7 of main.fraud.cards.");
        string[] problems = [.. models.SelectMany(
            model => model.Problems().Select(problem => $"{model.Model} {model.Version}: {problem}"))];
        if (problems.Length > 0) throw new FraudMlException("The versions that an endpoint is to serve are invalid", problems);
        if (models.CountBy(model => model.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new FraudMlException($"Two versions of an endpoint are named '{twice}'. Give one of them another Name.");
        int sum = models.Sum(model => model.TrafficPercent);
        if (sum != 100)
            throw new FraudMlException(
                $"The TrafficPercent of the versions that an endpoint serves must add up to 100. Got {sum} instead.");
        return new EndpointConfig
        {
            ServedEntities = [.. models.Select(EntityOf)],
            TrafficConfig = new TrafficConfig
            {
                Routes = [.. models.Select(model => new TrafficRoute
                {
                    ServedEntityName = model.Name, TrafficPercentage = model.TrafficPercent,
                })],
            },
        };
    }

    /// <summary>Returns what a configuration serves, in the words of a user.</summary>
    public static IReadOnlyList<DatabricksServedModel> ModelsOf(EndpointConfig? config) => config is null ? [] :
        [.. config.ServedEntities.Select(entity => new DatabricksServedModel
        {
            Model = entity.EntityName ?? "", Version = entity.EntityVersion ?? "", Name = entity.Name ?? "",
            TrafficPercent = PercentOf(config, entity), ScaleToZero = entity.ScaleToZeroEnabled == true,
            Size = Enum.TryParse(entity.WorkloadSize, out DatabricksServingSize size) ? size : default,
            Secrets = (entity.EnvironmentVars ?? new Dictionary<string, string>()).Where(IsSecret).ToDictionary(
                pair => pair.Key, pair => pair.Value[SecretBegin.Length..^SecretEnd.Length]),
        })];

    /// <summary>Returns whether two configurations serve the same in the same way.</summary>
    public static bool AreSame(EndpointConfig? one, EndpointConfig? other) => one is not null && other is not null
        && Lines(one).SequenceEqual(Lines(other));

    /// <summary>Returns whether a configuration holds nothing but references to secrets, and models that are registered.</summary>
    public static bool CanBeRemembered(EndpointConfig config) => config.ServedEntities.Count > 0 && config.ServedEntities.All(
        entity => entity is { EntityName: not null, EntityVersion: not null } && (entity.EnvironmentVars?.All(IsSecret) ?? true));

    private static ServedEntity EntityOf(DatabricksServedModel model) => new()
    {
        Name = model.Name, EntityName = model.Model, EntityVersion = model.Version, WorkloadSize = model.Size.ToString(),
        ScaleToZeroEnabled = model.ScaleToZero,
        EnvironmentVars = model.Secrets.Count == 0 ? null
            : model.Secrets.ToDictionary(pair => pair.Key, pair => SecretBegin + pair.Value + SecretEnd),
    };

    private static bool IsSecret(KeyValuePair<string, string> variable) =>
        variable.Value.StartsWith(SecretBegin, StringComparison.Ordinal) && variable.Value.EndsWith(SecretEnd, StringComparison.Ordinal);

    private static int PercentOf(EndpointConfig config, ServedEntity entity) => config.TrafficConfig?.Routes
        .FirstOrDefault(route => (route.ServedEntityName ?? route.ServedModelName) == entity.Name)?.TrafficPercentage
        ?? (config.ServedEntities.Count == 1 ? 100 : 0);

    // What Databricks adds when it was not said is left out: the kind of machine is CPU, no variables are none.
    private static IEnumerable<string> Lines(EndpointConfig config) => config.ServedEntities.Select(entity => string.Join('\n',
        [
            entity.Name, entity.EntityName, entity.EntityVersion, entity.WorkloadSize, entity.WorkloadType ?? "CPU",
            entity.ScaleToZeroEnabled == true ? "zero" : "", PercentOf(config, entity).ToString(CultureInfo.InvariantCulture),
            entity.InstanceProfileArn,
            entity.WorkloadSize is null ? $"{entity.MinProvisionedConcurrency} {entity.MaxProvisionedConcurrency}" : "",
            .. (entity.EnvironmentVars ?? new Dictionary<string, string>()).Select(pair => $"{pair.Key}={pair.Value}").Order(),
        ])).Order(StringComparer.Ordinal);
}
