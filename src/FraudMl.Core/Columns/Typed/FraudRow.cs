using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using FraudMl.Data;

namespace FraudMl;

/// <summary>What is known about the rows of a type: their shape, and the schema of files with the same columns.</summary>
public static class FraudRow
{
    /// <summary>Returns how rows of a type are read: by the code that was generated for a <see cref="FraudRowAttribute"/>, by the shape
    /// that
    /// <see cref="RowShapeAttribute"/> names, else by their public properties.</summary>
    /// <typeparam name="T">The type of the rows.</typeparam>
    /// <exception cref="FraudMlException">Thrown when a type asks for generated code and there is none, or names a shape of other
    /// rows.</exception>
    public static IRowShape<T> Shape<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() =>
        Known<T>.Shape ??= Find<T>();

    /// <summary>Says to a schema which roles the columns of a type have, and the kinds of those without a role: files are then read as
    /// rows of the type are, <c>Dataset.FromCsv(path, FraudRow.Schema&lt;Transaction&gt;)</c>.</summary>
    /// <remarks>Whole numbers keep the kind that the file gives them, so that a key among them is not rounded.</remarks>
    /// <typeparam name="T">The type of the rows.</typeparam>
    /// <param name="schema">The schema.</param>
    /// <exception cref="FraudMlException">Thrown as by <see cref="Shape{T}"/>, or when a format of times is none.</exception>
    public static DatasetSchema Schema<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        DatasetSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        IRowShape<T> shape = Shape<T>();
        schema = shape.Describe(schema);
        foreach (RowField field in shape.Fields)
        {
            if (schema.Roles.ContainsKey(field.Name) || schema.Kinds.ContainsKey(field.Name)) continue;
            Type type = Nullable.GetUnderlyingType(field.Type) ?? field.Type;
            ColumnKind? kind = TypedValue.KindOf(type);
            if (kind == ColumnKind.Text) schema.Text(field.Name);
            else if (kind == ColumnKind.Timestamp) schema.Time(field.Name);
            else if (kind == ColumnKind.Number && TypedValue.MayRound(type)) schema.Number(field.Name);
        }

        return schema;
    }

    private static IRowShape<T> Find<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
    {
        Type type = typeof(T);
        if (type.GetCustomAttribute<RowShapeAttribute>(inherit: false) is { } named)
            return Activator.CreateInstance(named.Shape) as IRowShape<T>
                ?? throw new FraudMlException(
                    $"{named.Shape.Name} is no IRowShape<{type.Name}>, and the RowShape of {type.Name} must be one.");
        if (type.IsDefined(typeof(FraudRowAttribute), inherit: false))
            throw new FraudMlException(
                $"{type.Name} is a [FraudRow] without generated code. Build it as C# with the analyzers of FraudMl.Core's package, or take "
                + $"the attribute away to have it read by reflection.");
        return new PropertyShape<T>();
    }

    private static class Known<T>
    {
        public static IRowShape<T>? Shape;
    }
}
