namespace FraudMl;

/// <summary>Asks for the code that reads rows of a type: the type must be <c>partial</c>, and its public properties become
/// columns.</summary>
/// <remarks>
/// The generator in FraudMl.Core's package writes an <see cref="Data.IRowShape{T}"/>, which <c>Dataset.FromRows</c>, <c>model.Score</c> and
/// whatever else takes rows of the type then use instead of reflection, to the same bits. What can't be a row is an error of the build.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class FraudRowAttribute : Attribute;
