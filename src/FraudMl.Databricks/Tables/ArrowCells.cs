using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace FraudMl;

/// <summary>Sets the cells of an Arrow array.</summary>
internal static class ArrowCells
{
    private const double LargestExact = 1L << 53;
    private const int DecimalDigits = 28;
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>Sets the rows of a column from a first one on.</summary>
    /// <returns>Null, or the first row that can't be taken and what was expected.</returns>
    public static (int Row, string Problem)? Set(IArrowArray array, ColumnReader column, int first) => array switch
    {
        DoubleArray values => Numbers(values, column, first),
        FloatArray values => Numbers(values, column, first),
        Int64Array values => Numbers(values, column, first),
        Int32Array values => Numbers(values, column, first),
        Int16Array values => Numbers(values, column, first),
        Int8Array values => Numbers(values, column, first),
        BooleanArray values => Each(values, column, first, (row, i) => column.SetTruth(row, values.GetValue(i) == true)),
        StringArray values => Texts(values, column, first),
        // Beyond .NET's digits TryGetValue rounds without a word.
        Decimal128Array values => Each(values, column, first, (row, i) => values.Precision <= DecimalDigits
            && values.TryGetValue(i, out decimal? number) && number is { } held
            ? column.SetFormatted(row, held) : column.SetInvariant(row, values.GetString(i))),
        Date32Array values => Each(values, column, first, (row, i) => Time(column, row, values.Values[i] * MicrosecondsPerDay)),
        TimestampArray values => Times(values, column, first),
        NullArray values => Each(values, column, first, (row, _) => column.Set(row, "")),
        _ => (0, $"Arrow of the type {array.Data.DataType.Name} is not read here; turn it into a number, a text or a time in a query"),
    };

    private static (int Row, string Problem)? Each(IArrowArray array, ColumnReader column, int first, Func<int, int, string?> set)
    {
        for (int i = 0; i < array.Length; i++)
        {
            if ((array.IsNull(i) ? column.Set(first + i, "") : set(first + i, i)) is { } problem) return (i, problem);
        }

        return null;
    }

    private static (int Row, string Problem)? Numbers<T>(PrimitiveArray<T> array, ColumnReader column, int first)
        where T : struct, INumber<T>
    {
        ReadOnlySpan<T> values = array.Values;
        bool hasNulls = array.NullCount > 0, isNumber = column.Kind == ColumnKind.Number;
        for (int i = 0; i < values.Length; i++)
        {
            double number = double.CreateTruncating(values[i]);
            string? problem = hasNulls && array.IsNull(i) ? column.Set(first + i, "")
                : isNumber && (typeof(T) != typeof(long) || Math.Abs(number) < LargestExact) ? column.SetNumber(first + i, number)
                : column.SetFormatted(first + i, values[i]);
            if (problem is not null) return (i, problem);
        }

        return null;
    }

    private static (int Row, string Problem)? Texts(StringArray array, ColumnReader column, int first)
    {
        ReadOnlySpan<int> offsets = array.ValueOffsets;
        ReadOnlySpan<byte> texts = array.Values;
        bool hasNulls = array.NullCount > 0;
        for (int i = 0; i < array.Length; i++)
        {
            string? problem = hasNulls && array.IsNull(i)
                ? column.Set(first + i, "") : column.SetUtf8(first + i, texts[offsets[i]..offsets[i + 1]]);
            if (problem is not null) return (i, problem);
        }

        return null;
    }

    private static (int Row, string Problem)? Times(TimestampArray array, ColumnReader column, int first)
    {
        ReadOnlySpan<long> values = array.Values;
        Apache.Arrow.Types.TimeUnit unit = ((TimestampType)array.Data.DataType).Unit;
        bool hasNulls = array.NullCount > 0;
        for (int i = 0; i < values.Length; i++)
        {
            string? problem = hasNulls && array.IsNull(i)
                ? column.Set(first + i, "") : Time(column, first + i, Microseconds(values[i], unit));
            if (problem is not null) return (i, problem);
        }

        return null;
    }

    private static string? Time(ColumnReader column, int row, long microseconds)
    {
        if (column.Kind != ColumnKind.Timestamp)
        {
            return UtcTime.IsDate(microseconds) ? TypedValue.Set(column, row, DateTime.UnixEpoch.AddMicroseconds(microseconds))
                : "expected a time of the years 1 to 9999";
        }

        column.SetTime(row, microseconds);
        return null;
    }

    private static long Microseconds(long value, Apache.Arrow.Types.TimeUnit unit) => unit switch
    {
        Apache.Arrow.Types.TimeUnit.Second => value * 1_000_000,
        Apache.Arrow.Types.TimeUnit.Millisecond => value * 1000,
        Apache.Arrow.Types.TimeUnit.Microsecond => value,
        _ => (value / 1000) - (value % 1000 < 0 ? 1 : 0),
    };
}
