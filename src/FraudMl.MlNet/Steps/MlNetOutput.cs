using Microsoft.ML.Data;

namespace FraudMl;

/// <summary>A column that ML.NET computes: one number, or a vector of them.</summary>
/// <param name="Name">Its name in ML.NET's schema.</param>
/// <param name="Size">How many numbers it is.</param>
internal sealed record MlNetOutput(string Name, int Size)
{
    /// <summary>Returns the size of a type; 0 where it is no number or its size is not known.</summary>
    public static int SizeOf(DataViewType type) => type switch
    {
        VectorDataViewType vector when IsNumber(vector.ItemType) => vector.Size,
        _ => IsNumber(type) ? 1 : 0,
    };

    private static bool IsNumber(DataViewType type) =>
        type == NumberDataViewType.Single || type == NumberDataViewType.Double || type == BooleanDataViewType.Instance;
}
