namespace FraudMl.Serving;

/// <summary>The datatypes of the Open Inference Protocol.</summary>
internal enum TensorType
{
    Bool,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Int8,
    Int16,
    Int32,
    Int64,
    Fp16,
    Fp32,
    Fp64,
    Bytes,
}

/// <summary>Names and sizes of the datatypes.</summary>
internal static class TensorTypes
{
    private static readonly string[] Names = [.. Enum.GetNames<TensorType>().Select(name => name.ToUpperInvariant())];
    private static readonly int[] Sizes = [1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 0];

    /// <value>All names, for messages.</value>
    public static string All { get; } = string.Join(", ", Names);

    /// <summary>Returns the datatype of a name; the protocol minds the case.</summary>
    public static TensorType? Find(ReadOnlySpan<char> name)
    {
        for (int type = 0; type < Names.Length; type++)
        {
            if (name.SequenceEqual(Names[type])) return (TensorType)type;
        }

        return null;
    }

    public static string NameOf(this TensorType type) => Names[(int)type];

    /// <summary>Returns the bytes of one value; 0 for texts, which have any length.</summary>
    public static int SizeOf(this TensorType type) => Sizes[(int)type];

    public static bool IsFloat(this TensorType type) => type is >= TensorType.Fp16 and <= TensorType.Fp64;
}
