namespace FraudMl.Options;

/// <summary>Names a part in definitions, by the catalogue method that returns it. A name, once given, never changes.</summary>
/// <remarks>
/// The class has one public constructor, whose parameters are what a definition holds: <see cref="ValidatedOptions"/>
/// of its type, the columns of a step, and the parts that it is made of, one or an <see cref="IReadOnlyList{T}"/>.
/// </remarks>
/// <param name="kind">
/// The call without its arguments: <c>Impute</c> for the step that <c>builder.Impute(…)</c> adds,
/// <c>Trainers.LightGbm</c> for the learner that
/// <c>Trainers.LightGbm(…)</c> returns.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DefinedAsAttribute(string kind) : Attribute
{
    /// <value>The name.</value>
    public string Kind { get; } = kind;
}
