namespace FraudMl;

internal static class NumberSpans
{
    /// <summary>Returns whether every value is missing.</summary>
    public static bool IsAllNaN(this ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsNaN(value)) return false;
        }

        return true;
    }

    /// <summary>Returns whether any value is missing.</summary>
    public static bool ContainsNaN(this ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value)) return true;
        }

        return false;
    }
}
