using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads one column of a Parquet file.</summary>
internal abstract class ParquetColumn(DataField parquetField, ColumnReader reader)
{
    // Named one by one, no generic type is made while the app runs.
    private static readonly Dictionary<Type, Func<DataField, ColumnReader, ParquetColumn>> Columns = new()
    {
        [typeof(string)] = (field, reader) => new ParquetTexts(field, reader),
        [typeof(ReadOnlyMemory<byte>)] = (field, reader) => new ParquetBytes(field, reader),
        [typeof(byte[])] = (field, reader) => new ParquetBytes(field, reader),
        [typeof(ReadOnlyMemory<char>)] = Values<ReadOnlyMemory<char>>,
        [typeof(bool)] = Values<bool>,
        [typeof(sbyte)] = Values<sbyte>,
        [typeof(byte)] = Values<byte>,
        [typeof(short)] = Values<short>,
        [typeof(ushort)] = Values<ushort>,
        [typeof(int)] = Values<int>,
        [typeof(uint)] = Values<uint>,
        [typeof(long)] = Values<long>,
        [typeof(ulong)] = Values<ulong>,
        [typeof(BigInteger)] = Values<BigInteger>,
        [typeof(Half)] = Values<Half>,
        [typeof(float)] = Values<float>,
        [typeof(double)] = Values<double>,
        [typeof(decimal)] = Values<decimal>,
        [typeof(DateTime)] = Values<DateTime>,
        [typeof(DateTimeOffset)] = Values<DateTimeOffset>,
        [typeof(DateOnly)] = Values<DateOnly>,
        [typeof(TimeOnly)] = Values<TimeOnly>,
        [typeof(TimeSpan)] = Values<TimeSpan>,
        [typeof(Guid)] = Values<Guid>,
    };

    public string Name => reader.Name;

    public ColumnReader Reader => reader;

    protected DataField Field { get; } = parquetField;

    /// <summary>Returns the name of the column that a field is, or is a part of.</summary>
    public static string NameOf(DataField field) => field.Path.FirstPart ?? field.Name;

    /// <summary>Returns the reader of a field; null where no column can hold it and the schema ignores it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="schema">Roles, and kinds that are given.</param>
    /// <param name="known">What collects the column where files before have it too; null for the first.</param>
    public static ParquetColumn? Of(DataField field, string source, DatasetSchema schema, ColumnReader? known)
    {
        string name = NameOf(field);
        bool isFlat = field.Path.Length == 1 && field.MaxRepetitionLevel == 0;
        if (isFlat && Columns.TryGetValue(field.ClrType, out Func<DataField, ColumnReader, ParquetColumn>? column)
            && TypedValue.Reader(name, ParquetBytes.IsBytes(field.ClrType) ? typeof(string) : field.ClrType, schema) is { } reader)
        {
            if (known is null || reader.Kind == known.Kind) return column(field, known ?? reader);
            throw new FraudMlException(
                $"{source}, column '{name}': it is {reader.Kind} here and {known.Kind} in the files before. Say which with the schema, such as "
                + $"schema.Text(\"{name}\").") { ColumnName = name };
        }

        return IsIgnored(name, schema) ? null : throw new FraudMlException(
            $"{source}, column '{name}': {(isFlat ? $"a {field.ClrType.Name}" : "a list, map or structure")} can't be a column. Write the "
            + $"file without it, or leave it out with schema.Ignore(\"{name}\").")
        { ColumnName = name };
    }

    /// <summary>Returns whether nobody asks for a column.</summary>
    public static bool IsIgnored(string name, DatasetSchema schema) => schema.RolesOf(name) == ColumnRoles.Ignored;

    /// <summary>Reads a row group's values; returns the first row that can't be taken and what was expected there.</summary>
    public abstract Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken);

    private static ParquetValues<T> Values<T>(DataField field, ColumnReader reader)
        where T : struct => new(field, reader);

    protected (int Row, string Problem)? SetAll<T>(T[] values, int first)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (TypedValue.Set(reader, first + i, values[i]) is { } problem) return (first + i, problem);
        }

        return null;
    }
}
