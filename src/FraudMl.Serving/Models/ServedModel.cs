namespace FraudMl.Serving;

/// <summary>A model in service, with what requests look up in it.</summary>
public sealed class ServedModel
{
    /// <summary>Creates it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name in answers and telemetry.</param>
    /// <param name="version">Its version in the registry; null when it has none.</param>
    public ServedModel(FraudModel model, string name, string? version = null)
    {
        Model = model;
        Name = name;
        Version = version;
        Inputs = [.. model.Inputs];
        InputNames = new([.. Inputs.Select(input => input.Name)]);
    }

    /// <value>The model.</value>
    public FraudModel Model { get; }

    /// <value>Its name in answers and telemetry.</value>
    public string Name { get; }

    /// <value>Its version in the registry; null when it has none.</value>
    public string? Version { get; }

    internal SchemaColumn[] Inputs { get; }

    /// <summary>Finds an input's index by the UTF-8 bytes of its name.</summary>
    internal TextDictionary InputNames { get; }

    /// <summary>Scores a row without values, so that the first request finds everything compiled and pooled.</summary>
    internal void WarmUp()
    {
        using ScoringSession session = Model.OpenSession(1);
        session.Score();
    }

    /// <summary>Returns name and version.</summary>
    public override string ToString() => Version is null ? Name : $"{Name}, version {Version}";
}
