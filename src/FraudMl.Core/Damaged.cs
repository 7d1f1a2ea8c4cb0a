namespace FraudMl;

/// <summary>Checks of what was read from a model file.</summary>
/// <remarks>A right SHA-256 says nothing about the contents: whoever writes them writes it too.</remarks>
internal static class Damaged
{
    /// <summary>Returns the error of a part that can't be used.</summary>
    public static FraudMlException Of(string part, string what) => new($"This model is damaged: {part} {what}. Take a fresh copy.");

    /// <summary>Throws unless a part is sound.</summary>
    public static void Unless(bool isSound, string part, string what)
    {
        if (!isSound) throw Of(part, what);
    }

    /// <summary>Returns a value that must be there.</summary>
    public static T Required<T>(T? value, string part, string name)
        where T : class => value ?? throw Of(part, $"has no {name}");

    /// <summary>Returns a list that must be there, with all its items.</summary>
    public static IReadOnlyList<T> All<T>(IReadOnlyList<T>? values, string part, string name)
    {
        Unless(values is not null && !values.Contains(default(T)!), part, $"has no {name}, or misses one of them");
        return values!;
    }

    /// <summary>Checks the number of values.</summary>
    public static void Length(Array? values, int count, string part, string name) =>
        Unless(values?.Length == count, part, $"has {values?.Length ?? 0} {name} where {count} belong");

    /// <summary>Checks numbers, of which none may be NaN.</summary>
    public static void Numbers(ReadOnlySpan<double> values, string part, string name)
    {
        foreach (double value in values) Unless(!double.IsNaN(value), part, $"has {name} that are no numbers");
    }
}
