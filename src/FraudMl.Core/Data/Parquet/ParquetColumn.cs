using Parquet;
using Parquet.Schema;

namespace FraudMl;

/// <summary>Reads one column of a Parquet file.</summary>
internal abstract class ParquetColumn(DataField parquetField, ColumnReader reader)
{
    public string Name => reader.Name;

    protected DataField Field { get; } = parquetField;

    /// <summary>Returns the name of the column that a field is, or is a part of.</summary>
    public static string NameOf(DataField field) => field.Path.FirstPart ?? field.Name;

    public static ParquetColumn Of(DataField field, string source, DatasetSchema schema)
    {
        string name = NameOf(field);
        bool isFlat = field.Path.Length == 1 && field.MaxRepetitionLevel == 0;
        if (!isFlat || TypedValue.Reader(name, field.ClrType, schema) is not { } reader)
        {
            throw new FraudMlException($"{source}, column '{name}': {(isFlat ? $"a {field.ClrType.Name}" : "a list, map or structure")} can't be a column. Write the file without it.")
            { ColumnName = name };
        }

        return field.ClrType == typeof(string)
            ? new ParquetTexts(field, reader)
            : (ParquetColumn)Activator.CreateInstance(typeof(ParquetValues<>).MakeGenericType(field.ClrType), field, reader)!;
    }

    /// <summary>Reads a row group's values; returns the first row that can't be taken and what was expected there.</summary>
    public abstract Task<(int Row, string Problem)?> ReadAsync(ParquetRowGroupReader rows, int first, int count, CancellationToken cancellationToken);

    public DataColumn Take(int rowCount) => reader.Take(rowCount);

    protected (int Row, string Problem)? SetAll<T>(T[] values, int first)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (TypedValue.Set(reader, first + i, values[i]) is { } problem) return (first + i, problem);
        }

        return null;
    }
}
