using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads one column of a Parquet file.</summary>
internal abstract class ParquetColumn(DataField parquetField, ColumnReader? reader)
{
    // Named one by one, no generic type is made while the app runs.
    private static readonly Dictionary<Type, Func<DataField, ColumnReader?, ParquetColumn>> Columns = new()
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

    public string Name { get; } = NameOf(parquetField);

    /// <value>What collects the values; null where they are only copied.</value>
    public ColumnReader? Reader => reader;

    public DataField Field { get; } = parquetField;

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
        if (isFlat && Columns.TryGetValue(field.ClrType, out Func<DataField, ColumnReader?, ParquetColumn>? column)
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

    /// <summary>Returns the column of a field whose values are only copied.</summary>
    /// <exception cref="FraudMlException">Thrown when it is a list, map or structure, or of a type that is not known.</exception>
    public static ParquetColumn Copied(DataField field, string source) =>
        field.Path.Length == 1 && field.MaxRepetitionLevel == 0
        && Columns.TryGetValue(field.ClrType, out Func<DataField, ColumnReader?, ParquetColumn>? column)
            ? column(field, null)
            : throw new FraudMlException($"{source}, column '{NameOf(field)}': a list, map, structure or {field.ClrType.Name} can't "
                + "be copied. Leave it out: name the columns to keep in ScoreFileOptions.Keep.") { ColumnName = NameOf(field) };

    /// <summary>Reads a row group's values and collects them; returns the first row that can't be taken and what was expected
    /// there.</summary>
    public async Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count,
        CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(rows, count, cancellationToken).ConfigureAwait(false);
            return Collect(first);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Reads a row group's values, to be collected, written, or both.</summary>
    public abstract Task LoadAsync(ParquetRowGroupReader rows, int count, CancellationToken cancellationToken);

    /// <summary>Gives the values to the reader; returns the first row that can't be taken and what was expected there.</summary>
    /// <param name="first">The reader's row of the first value.</param>
    public abstract (int Row, string Problem)? Collect(int first);

    /// <summary>Writes the values as they were read.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter rows, CancellationToken cancellationToken);

    /// <summary>Writes a value as a field of CSV.</summary>
    public abstract void WriteCsv(TextWriter writer, int row);

    /// <summary>Lets go of the values.</summary>
    public abstract void Release();

    private static ParquetValues<T> Values<T>(DataField field, ColumnReader? reader)
        where T : struct => new(field, reader);

    protected (int Row, string Problem)? SetAll<T>(ReadOnlySpan<T> values, int first)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (TypedValue.Set(reader!, first + i, values[i]) is { } problem) return (first + i, problem);
        }

        return null;
    }
}
