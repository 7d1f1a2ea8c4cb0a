using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>Takes one column of a data view into one column of a dataset, or a vector's slots into as many.</summary>
/// <param name="Columns">The dataset's columns.</param>
/// <param name="Set">Takes a row's value; returns null, or the column that can't hold it and what was expected there.</param>
internal sealed record DataViewFeed(IReadOnlyList<ColumnBuilder> Columns, Func<int, (string Column, string Problem)?> Set)
{
    /// <summary>Why data views are not read in apps that are trimmed or compiled ahead of time.</summary>
    public const string Reflects = "ML.NET's data views are read through generic methods of types that are known at run time only.";

    [RequiresUnreferencedCode(Reflects), RequiresDynamicCode(Reflects)]
    public static DataViewFeed Of(DataViewRow row, DataViewSchema.Column column, string source, DatasetSchema schema)
    {
        bool isKey = column.Type is KeyDataViewType;
        Type? type = isKey ? typeof(string) : column.Type is PrimitiveDataViewType ? column.Type.RawType : null;
        if (column.Type is VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType item })
            return Feed(nameof(Slots), item.RawType, row, column, schema);
        if (type is null || ColumnBuilder.Of(column.Name, type, schema) is null)
            throw new FraudMlException($"{source}, column '{column.Name}': {column.Type} can't be a column. Drop it, or convert it to "
                + $"numbers, texts or times first.") { ColumnName = column.Name };
        return Feed(isKey ? nameof(Key) : nameof(Single), column.Type.RawType, row, column, schema);
    }

    [RequiresUnreferencedCode(Reflects), RequiresDynamicCode(Reflects)]
    private static DataViewFeed Feed(string method, Type type, DataViewRow row, DataViewSchema.Column column, DatasetSchema schema) =>
        (DataViewFeed)typeof(DataViewFeed).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, [row, column, schema])!;

    // A dataset shows its times to ML.NET as Int64, where the smallest value is missing.
    private static DataViewFeed Single<T>(DataViewRow row, DataViewSchema.Column column, DatasetSchema schema)
    {
        ColumnBuilder builder = ColumnBuilder.Of(column.Name, typeof(T), schema)!;
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return new([builder], at =>
        {
            getter(ref value);
            return Told(builder, value is long.MinValue ? builder.Set<object?>(at, null) : builder.Set(at, value));
        });
    }

    // A key is a category; 0 is missing, and without names it is told by its number.
    private static DataViewFeed Key<T>(DataViewRow row, DataViewSchema.Column column, DatasetSchema schema)
        where T : struct, IConvertible
    {
        ColumnBuilder builder = ColumnBuilder.Of(column.Name, typeof(string), schema)!;
        ValueGetter<T> getter = row.GetGetter<T>(column);
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is { Type: VectorDataViewType { ItemType: TextDataViewType } })
            column.GetKeyValues(ref names);
        ReadOnlyMemory<char>[] texts = [.. names.DenseValues()];
        T value = default;
        return new([builder], at =>
        {
            getter(ref value);
            ulong key = value.ToUInt64(null);
            return Told(builder, key == 0 ? builder.Set<object?>(at, null)
                : texts.Length > 0 ? builder.Set(at, texts[key - 1]) : builder.Set(at, key));
        });
    }

    private static DataViewFeed Slots<T>(DataViewRow row, DataViewSchema.Column column, DatasetSchema schema)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames()) column.GetSlotNames(ref names);
        string[] given = [.. names.DenseValues().Select(name => name.ToString())];
        int count = ((VectorDataViewType)column.Type).Size;
        ColumnBuilder[] builders = [.. Enumerable.Range(0, count).Select(slot =>
            ColumnBuilder.Of(slot < given.Length && given[slot].Length > 0 ? given[slot] : $"{column.Name}{slot}", typeof(T), schema)!)];
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        var values = new T[count];
        return new(builders, at =>
        {
            getter(ref vector);
            vector.CopyTo(values);
            (string, string)? problem = null;
            for (int slot = 0; slot < count && problem is null; slot++)
                problem = Told(builders[slot], builders[slot].Set(at, values[slot]));
            return problem;
        });
    }

    private static (string, string)? Told(ColumnBuilder builder, string? problem) => problem is null ? null : (builder.Name, problem);
}
