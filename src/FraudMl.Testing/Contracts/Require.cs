namespace FraudMl.Testing;

/// <summary>Says what was found where a rule is broken.</summary>
internal sealed class BrokenRuleException(string found) : Exception(found);

/// <summary>Statements that a rule is made of.</summary>
internal static class Require
{
    public static void That(bool holds, Func<string> found)
    {
        if (!holds) throw new BrokenRuleException(found());
    }

    public static void That(bool holds, string found) => That(holds, () => found);

    /// <summary>Returns the exception that an act throws; another one, or none, breaks the rule.</summary>
    public static T Throws<T>(Action act, string when)
        where T : Exception
    {
        try
        {
            act();
        }
        catch (T expected)
        {
            return expected;
        }
        catch (Exception other) when (other is not BrokenRuleException)
        {
            throw new BrokenRuleException($"it throws {other.GetType().Name} instead of {typeof(T).Name} {when}: {other.Message}");
        }

        throw new BrokenRuleException($"it throws no {typeof(T).Name} {when}");
    }

    /// <summary>Requires that two columns of numbers are the same to the bit.</summary>
    public static void SameBits(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, string what)
    {
        That(expected.Length == found.Length, $"{what}: {expected.Length} and {found.Length} rows");
        for (int row = 0; row < expected.Length; row++)
        {
            if (BitConverter.DoubleToInt64Bits(expected[row]) == BitConverter.DoubleToInt64Bits(found[row])) continue;
            (double a, double b, int at) = (expected[row], found[row], row);
            That(false, () => FormattableString.Invariant($"{what}, row {at}: {a:R} and {b:R}"));
        }
    }
}
