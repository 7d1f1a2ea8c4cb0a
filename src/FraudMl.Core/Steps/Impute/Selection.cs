namespace FraudMl;

/// <summary>Order statistics in linear time (Hoare 1961): the values are reordered, not sorted.</summary>
internal static class Selection
{
    /// <summary>Returns the median; the mean of the two middle values where their number is even.</summary>
    public static float Median(Span<float> values)
    {
        int middle = values.Length / 2;
        float upper = Select(values, middle);
        if (values.Length % 2 == 1) return upper;
        float lower = values[0];
        foreach (float value in values[1..middle]) lower = Math.Max(lower, value);
        return (float)(((double)lower + upper) / 2);
    }

    // Afterwards no value before the place is larger and none behind it is smaller than the value at the place.
    private static float Select(Span<float> values, int place)
    {
        (int low, int high) = (0, values.Length - 1);
        while (low < high)
        {
            float pivot = values[low + ((high - low) / 2)];
            (int left, int right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot) left++;
                while (values[right] > pivot) right--;
                if (left > right) break;
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }

            if (place <= right) high = right;
            else if (place >= left) low = left;
            else break;
        }

        return values[place];
    }
}
