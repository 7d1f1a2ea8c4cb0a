using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FraudMl;

/// <summary>The public properties of a type, read by typed delegates: nothing is generated at run time, and the usual
/// types are not boxed.</summary>
internal sealed class PropertyShape<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T> : IRowShape<T>
{
    private readonly PropertyReader<T>[] _readers;
    private readonly RowAttribute[][] _attributes;

    public PropertyShape()
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Where(property => !property.IsDefined(typeof(RowIgnoredAttribute)) || IsColumn(property.PropertyType))];
        _attributes = Array.ConvertAll(properties, property => property.GetCustomAttributes<RowAttribute>().ToArray());
        Fields = [.. properties.Select((property, field) => new RowField(NameOf(property, _attributes[field]), property.PropertyType))];
        _readers = Array.ConvertAll(properties, PropertyReader<T>.Of);
    }

    public IReadOnlyList<RowField> Fields { get; }

    public void Write(T row, RowWriter writer)
    {
        for (int field = 0; field < _readers.Length; field++) _readers[field].Write(ref row, field, writer);
    }

    public DatasetSchema Describe(DatasetSchema schema)
    {
        for (int field = 0; field < _attributes.Length; field++)
        {
            foreach (RowAttribute attribute in _attributes[field]) attribute.Describe(schema, Fields[field].Name);
        }

        return schema;
    }

    private static bool IsColumn(Type type) => TypedValue.KindOf(Nullable.GetUnderlyingType(type) ?? type) is not null;

    private static string NameOf(PropertyInfo property, RowAttribute[] attributes) =>
        attributes.OfType<RowNameAttribute>().FirstOrDefault()?.Name ?? property.Name;

    public override string ToString() => $"{Fields.Count} properties of {typeof(T).Name}";
}
