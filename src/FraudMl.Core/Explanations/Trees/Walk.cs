using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FraudMl;

/// <summary>Where a row's walk over a few trees finds everything. Places were checked when the trees were laid out; they are trusted here, where every split of every tree asks.</summary>
internal readonly ref struct Walk(ExplainerMemory memory, ReadOnlySpan<Vector512<double>> bends)
{
    public readonly ref byte Memory = ref memory.Start;
    public readonly ref double Turns = ref MemoryMarshal.GetArrayDataReference(memory.Turns);
    public readonly ref byte Bends = ref Unsafe.As<Vector512<double>, byte>(ref MemoryMarshal.GetReference(bends));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref byte start, uint place) => ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref start, place));

    /// <summary>Returns q·(1 − q), see <see cref="TreePass"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Slope(Vector512<double> bend) => Vector512.FusedMultiplyAdd(-bend, bend, bend);

    /// <summary>Adds to the total of a feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Give(ref byte memory, uint total, Vector512<double> product, Vector512<double> gift)
    {
        ref Vector512<double> sum = ref At<Vector512<double>>(ref memory, total);
        sum = Vector512.FusedMultiplyAdd(product, gift, sum);
    }
}
