namespace FraudMl.Storage;

/// <summary>Names a fitted type in model files: a step, scoring model, calibrator or decision. A name, once given, never changes.</summary>
/// <param name="name">
/// 1 to 64 lower-case letters, digits, dots and hyphens, for example <c>acme.round</c>; begin it with the name of
/// your package. It is unique among types of the same part.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <value>The name.</value>
    public string Name { get; } = name;
}
