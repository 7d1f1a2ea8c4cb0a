using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Says where things are kept, in bytes, while trees are laid out.</summary>
internal sealed class PlaceBook(int featureCount)
{
    private readonly List<double> _bends = [1];

    /// <summary>For each bend, the share of training rows that all splits above on the same feature together let through; the first is 1.</summary>
    public IReadOnlyList<double> Bends => _bends;

    public static uint TotalOf(ExplainedNode split) => checked((uint)(split.Feature * Unsafe.SizeOf<Vector512<double>>()));

    public uint SpotOf(ExplainedNode split) => ExplainerMemory.SpotAt(split.Place, featureCount);

    public uint BendOf(ExplainedNode split)
    {
        if (split.Before is null) return 0;
        _bends.Add(split.Through);
        return checked((uint)((_bends.Count - 1) * Unsafe.SizeOf<Vector512<double>>()));
    }
}
