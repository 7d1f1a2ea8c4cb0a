namespace FraudMl;

/// <summary>What the values of a column stand for.</summary>
internal enum ParquetSense
{
    None,
    Number,
    Truth,
    Unsigned,
    Decimal,
    Text,
    Date,
    Time,
    Half,
    Guid,
    Other,
}

/// <summary>What the values of a column stand for.</summary>
/// <param name="Sense">The kind.</param>
/// <param name="Scale">The digits behind the dot of a decimal; how many parts a second of a time has.</param>
internal readonly record struct ParquetMeaning(ParquetSense Sense, int Scale = 0)
{
    private const int Milliseconds = 1_000, Microseconds = 1_000_000, Nanoseconds = 1_000_000_000;

    /// <summary>Returns the meaning of a column by what writers say, the newer way first.</summary>
    public static ParquetMeaning Of(ParquetType type, int length, ParquetMeaning logical, int converted, int scale)
    {
        ParquetMeaning said = logical.Sense != ParquetSense.None ? logical : OfConverted(converted, scale);
        return type switch
        {
            ParquetType.Boolean => new(ParquetSense.Truth),
            ParquetType.Float or ParquetType.Double => new(ParquetSense.Number),
            ParquetType.Int96 => new(ParquetSense.Time, Microseconds),
            ParquetType.Int32 or ParquetType.Int64 when said.Sense is ParquetSense.None or ParquetSense.Text => new(ParquetSense.Number),
            ParquetType.Int32 or ParquetType.Int64 => said,
            ParquetType.Bytes => said.Sense is ParquetSense.None or ParquetSense.Text ? new(ParquetSense.Text) : new(ParquetSense.Other),
            _ => (said.Sense, length) switch
            {
                (ParquetSense.Decimal, >= 1 and <= 16) or (ParquetSense.Guid, 16) or (ParquetSense.Half, 2) => said,
                _ => new(ParquetSense.Other),
            },
        };
    }

    /// <summary>Reads a LogicalType.</summary>
    public static ParquetMeaning OfLogical(ref ThriftReader reader)
    {
        ParquetMeaning meaning = default;
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            if (type != ThriftType.Struct) throw ThriftReader.Broken();
            (int first, int unit, bool isSigned) = Inside(ref reader);
            meaning = id switch
            {
                1 or 4 or 12 or 13 => new(ParquetSense.Text),
                5 => new(ParquetSense.Decimal, first),
                6 => new(ParquetSense.Date),
                8 => new(ParquetSense.Time, unit),
                7 or 11 => new(ParquetSense.Number),
                10 => new(isSigned ? ParquetSense.Number : ParquetSense.Unsigned),
                14 => new(ParquetSense.Guid),
                15 => new(ParquetSense.Half),
                _ => new(ParquetSense.Other),
            };
        }

        return meaning;
    }

    // The scale of a decimal, the unit of a time and the sign of an integer.
    private static (int First, int Unit, bool IsSigned) Inside(ref ThriftReader reader)
    {
        (int first, int unit, bool isSigned) = (0, Microseconds, true);
        for (int id = 0; reader.Field(ref id, out ThriftType type);)
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32): first = reader.Int32(); break;
                case (2, ThriftType.True or ThriftType.False): isSigned = type == ThriftType.True; break;
                case (2, ThriftType.Struct):
                    for (int part = 0; reader.Field(ref part, out ThriftType empty);)
                    {
                        unit = part switch { 1 => Milliseconds, 2 => Microseconds, _ => Nanoseconds };
                        reader.Skip(empty);
                    }

                    break;
                default: reader.Skip(type); break;
            }
        }

        return (first, unit, isSigned);
    }

    private static ParquetMeaning OfConverted(int converted, int scale) => converted switch
    {
        -1 => default,
        0 or 4 or 19 or 20 => new(ParquetSense.Text),
        5 => new(ParquetSense.Decimal, scale),
        6 => new(ParquetSense.Date),
        7 or 8 => new(ParquetSense.Number),
        9 => new(ParquetSense.Time, Milliseconds),
        10 => new(ParquetSense.Time, Microseconds),
        >= 11 and <= 14 => new(ParquetSense.Unsigned),
        >= 15 and <= 18 => new(ParquetSense.Number),
        _ => new(ParquetSense.Other),
    };
}
