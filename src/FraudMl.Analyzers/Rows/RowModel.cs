namespace FraudMl.Analyzers;

/// <summary>What the code for a type of rows is written from: texts only, which equal those of the last build where nothing has
/// changed.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Types">The type's declaration within those that contain it, outermost first, for example <c>partial record
/// Payment</c>.</param>
/// <param name="FullName">The type's name from <c>global::</c> on.</param>
/// <param name="Name">The type's name.</param>
/// <param name="Fields">The columns in order.</param>
/// <param name="Roles">Calls of a schema, for example <c>.Label("IsFraud", null)</c>.</param>
internal sealed record RowModel(
    string Namespace, EquatableArray<string> Types, string FullName, string Name, EquatableArray<RowFieldModel> Fields,
    EquatableArray<string> Roles);

/// <summary>A property of rows.</summary>
/// <param name="Property">The property as code writes it.</param>
/// <param name="Column">The column's name as a literal.</param>
/// <param name="Type">The type from <c>global::</c> on, without the mark of a reference that may be null.</param>
/// <param name="IsNullable">Whether the type is a <see cref="Nullable{T}"/>.</param>
/// <param name="IsEnum">Whether the values are those of an enum.</param>
internal sealed record RowFieldModel(string Property, string Column, string Type, bool IsNullable, bool IsEnum);
