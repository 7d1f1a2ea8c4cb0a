namespace FraudMl.Serving;

/// <summary>Finds served models by the name that a request of the Open Inference Protocol says.</summary>
internal sealed class OpenInferenceModels(ScoringServices services)
{
    /// <summary>What the protocol calls us.</summary>
    public const string Platform = "fraudml";

    /// <summary>What the model without a name is called, whatever its name in the registry.</summary>
    public const string Nameless = "fraud-model";

    private readonly ScoringService[] _all = [.. services.All];

    /// <value>Whether all models are in service.</value>
    public bool IsReady => Array.TrueForAll(_all, service => service.Models.Current is not null);

    /// <value>The models.</value>
    public IReadOnlyList<ScoringService> All => _all;

    /// <summary>Returns the service of a model: by the name that the application gave it, or the one it has in the registry.</summary>
    /// <exception cref="ScoringInputException">Thrown with 404 when there is none, and with 503 while models that may have the name are
    /// being loaded.</exception>
    public ScoringService Find(string name)
    {
        foreach (ScoringService service in _all)
        {
            if (service.Name == name && name.Length > 0) return service;
        }

        foreach (ScoringService service in _all)
        {
            if (service.Models.Current?.Name == name) return service;
        }

        if (name == Nameless && Array.Find(_all, service => service.Name.Length == 0) is { } nameless) return nameless;
        if (!IsReady) throw ScoringInputException.Loading();
        throw NotFound($"There is no model of this name here. Served are {string.Join(", ", _all.Select(NamesOf))}.");
    }

    /// <summary>Returns the model in service under a name.</summary>
    /// <exception cref="ScoringInputException">Thrown with 404 when there is none, and with 503 while it is being loaded.</exception>
    public ServedModel Find(string name, string? version)
    {
        ServedModel model = Find(name).Models.Current ?? throw ScoringInputException.Loading();
        CheckVersion(model, version);
        return model;
    }

    /// <summary>Checks that a request that asks for a version asks for the one in service.</summary>
    /// <exception cref="ScoringInputException">Thrown with 404 when it does not, and with 503 while rules answer.</exception>
    public static void CheckVersion(ServedModel model, string? version)
    {
        if (string.IsNullOrEmpty(version) || version == model.Version) return;
        if (model.IsFallback)
            throw ScoringInputException.Unavailable(
                "No model can answer at the moment, and rules have no versions. Leave the version out to be answered by them.");
        throw NotFound(model.Version is null
            ? $"Model '{model.Name}' has no versions. Leave the version out."
            : $"Model '{model.Name}' is served in version {model.Version} only. Ask for that one, or leave the version out.");
    }

    private static string NamesOf(ScoringService service) => string.Join(" or ",
        new[] { service.Name.Length == 0 ? Nameless : service.Name, service.Models.Current!.Name }.Distinct().Select(name => $"'{name}'"));

    private static ScoringInputException NotFound(string message) =>
        new(404, "RESOURCE_DOES_NOT_EXIST", "KAM00", "RESOURCE_DOES_NOT_EXIST", message);
}
