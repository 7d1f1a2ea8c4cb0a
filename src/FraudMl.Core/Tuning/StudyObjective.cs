namespace FraudMl.Tuning;

/// <summary>What a study looks for.</summary>
/// <param name="Name">Its name, for example <c>log loss</c>.</param>
/// <param name="Direction">Which values are better.</param>
public sealed record StudyObjective(string Name, MetricDirection Direction)
{
    /// <summary>Returns an objective of which less is better.</summary>
    /// <param name="name">Its name.</param>
    public static StudyObjective Minimize(string name) => new(name, MetricDirection.LowerIsBetter);

    /// <summary>Returns an objective of which more is better.</summary>
    /// <param name="name">Its name.</param>
    public static StudyObjective Maximize(string name) => new(name, MetricDirection.HigherIsBetter);

    /// <summary>Returns a value turned so that higher is better.</summary>
    internal double Score(double value) => Direction == MetricDirection.HigherIsBetter ? value : -value;

    /// <summary>Returns the name and where to.</summary>
    public override string ToString() => Direction == MetricDirection.HigherIsBetter ? $"maximize {Name}" : $"minimize {Name}";
}
