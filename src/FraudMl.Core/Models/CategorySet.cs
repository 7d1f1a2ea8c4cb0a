using System.Numerics;

namespace FraudMl;

/// <summary>Sets of categories as bits: category c is bit c mod 32 of word c / 32.</summary>
internal static class CategorySet
{
    /// <summary>The category of a number that names none: a missing, negative, broken or infinite one. No set has it.</summary>
    public const uint None = uint.MaxValue;

    /// <summary>The most categories: whole numbers below 2²⁴ are exact in a float32.</summary>
    public const int MostCategories = 1 << 24;

    /// <summary>The most words of a set.</summary>
    public const int MostWords = MostCategories / WordBits;

    private const int WordBits = 32;

    /// <summary>Returns the category that a number names.</summary>
    public static uint CategoryOf(float value)
    {
        uint category = (uint)value;
        return category == value ? category : None;
    }

    /// <summary>Returns whether a set has the category that a number names.</summary>
    public static bool Contains(ReadOnlySpan<uint> words, float value) => Contains(words, CategoryOf(value));

    /// <summary>Returns whether a set has a category.</summary>
    public static bool Contains(ReadOnlySpan<uint> words, uint category)
    {
        uint word = category / WordBits;
        return word < (uint)words.Length && ((words[(int)word] >> (int)(category % WordBits)) & 1) != 0;
    }

    /// <summary>Returns the categories of a set, ascending.</summary>
    public static IReadOnlyList<int> Of(ReadOnlySpan<uint> words)
    {
        List<int> categories = [];
        for (int word = 0; word < words.Length; word++)
        {
            for (uint rest = words[word]; rest != 0; rest &= rest - 1)
                categories.Add((word * WordBits) + BitOperations.TrailingZeroCount(rest));
        }

        return categories;
    }

    /// <summary>Returns the number of categories of a set.</summary>
    public static int Count(ReadOnlySpan<uint> words)
    {
        int count = 0;
        foreach (uint word in words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Returns how many categories stand up to the last of a set.</summary>
    public static int Width(ReadOnlySpan<uint> words)
    {
        int last = words.LastIndexOfAnyExcept(0u);
        return last < 0 ? 0 : ((last + 1) * WordBits) - BitOperations.LeadingZeroCount(words[last]);
    }
}
