using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FraudMl;

/// <summary>The public properties of a type, read by typed delegates: nothing is generated at run time, and the usual
/// types are not boxed.</summary>
internal sealed class PropertyShape<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T> : IRowShape<T>
{
    private readonly PropertyReader<T>[] _readers;

    private PropertyShape()
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)];
        Fields = [.. properties.Select(property => new RowField(property.Name, property.PropertyType))];
        _readers = Array.ConvertAll(properties, PropertyReader<T>.Of);
    }

    public static PropertyShape<T> Instance { get; } = new();

    public IReadOnlyList<RowField> Fields { get; }

    public void Write(T row, RowWriter writer)
    {
        for (int field = 0; field < _readers.Length; field++) _readers[field].Write(ref row, field, writer);
    }

    public override string ToString() => $"{Fields.Count} properties of {typeof(T).Name}";
}
