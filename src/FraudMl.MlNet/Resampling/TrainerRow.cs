namespace FraudMl;

/// <summary>One training row as ML.NET reads it from an enumerable.</summary>
internal sealed class TrainerRow
{
    public bool Label { get; set; }

    public float[] Features { get; set; } = [];

    public float Weight { get; set; }
}
