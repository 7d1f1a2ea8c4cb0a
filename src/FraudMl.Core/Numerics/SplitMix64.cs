namespace FraudMl;

/// <summary>A 64-bit generator with one word of state (Steele et al. 2014): cheap to seed once per bootstrap draw.</summary>
internal struct SplitMix64(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = state;

    /// <summary>Returns the generator of one stream of a seed.</summary>
    public static SplitMix64 Stream(int seed, int stream) =>
        new(Mix(((ulong)(uint)seed << 32 | (uint)stream) + Golden));

    /// <summary>Returns a number in [0, bound).</summary>
    public int Below(int bound) => (int)Math.BigMul(Mix(_state += Golden), (ulong)bound, out _);

    /// <summary>Returns a number in [0, 1).</summary>
    public double NextDouble() => (Mix(_state += Golden) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns two numbers in [0, bound), from one word; the bound is at most 2²⁰, which keeps them equally likely
    /// to one part in 4,096.</summary>
    public (int First, int Second) TwoBelow(int bound)
    {
        ulong word = Mix(_state += Golden);
        return ((int)((word >> 32) * (ulong)bound >> 32), (int)((uint)word * (ulong)bound >> 32));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
