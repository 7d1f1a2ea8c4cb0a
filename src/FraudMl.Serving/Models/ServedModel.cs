namespace FraudMl.Serving;

/// <summary>A model in service, with what requests look up in it.</summary>
internal sealed class ServedModel(FraudModel model, string name, string? version)
{
    public FraudModel Model { get; } = model;

    public string Name { get; } = name;

    public string? Version { get; } = version;

    public IReadOnlyList<SchemaColumn> Inputs { get; } = model.Inputs;

    /// <summary>Finds an input's index by the UTF-8 bytes of its name.</summary>
    public TextDictionary InputNames { get; } = new([.. model.Inputs.Select(input => input.Name)]);

    /// <summary>Scores a row without values, so that the first request finds everything compiled and pooled.</summary>
    public void WarmUp()
    {
        using ScoringSession session = Model.OpenSession(1);
        session.Score();
    }
}
