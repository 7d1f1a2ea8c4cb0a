using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Data;

/// <summary>Names the shape of a type's rows, which is then used wherever rows of the type are read.</summary>
/// <param name="shape">An <see cref="IRowShape{T}"/> of the type, with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RowShapeAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type shape) : Attribute
{
    /// <value>The type of the shape.</value>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Shape { get; } = shape;
}
