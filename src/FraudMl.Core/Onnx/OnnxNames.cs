using System.Text;

namespace FraudMl.Onnx;

/// <summary>The names on the face of a graph. In a graph no two tensors share one: those of the data go before our own.</summary>
internal static class OnnxNames
{
    /// <summary>Returns what inputs are called: their own names, but for the empty one, halves of surrogate pairs and zeros, which no graph can hold.</summary>
    public static IReadOnlyList<string> Inputs(IReadOnlyList<string> names)
    {
        HashSet<string> taken = new(names.Where(IsHeld), StringComparer.Ordinal);
        return [.. names.Select(name => IsHeld(name) ? name : Free(name.Length == 0 ? "column" : Utf8(name).Replace('\0', '\uFFFD'), taken))];
    }

    /// <summary>Returns what the outputs are called.</summary>
    public static IReadOnlyList<string> Outputs(IReadOnlyList<string> inputs, bool decides)
    {
        HashSet<string> taken = new(inputs, StringComparer.Ordinal);
        string probability = Free("fraud_probability", taken);
        return decides ? [probability, Free("fraud_decision", taken)] : [probability];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = NewNames.Free(name, taken.Contains);
        taken.Add(free);
        return free;
    }

    private static bool IsHeld(string name) => name.Length > 0 && !name.Contains('\0') && Utf8(name) == name;

    private static string Utf8(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name));
}
