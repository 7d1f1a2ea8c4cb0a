namespace FraudMl;

internal static class NumberSpans
{
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
