namespace FraudMl.Mlflow.Tests;

/// <summary>The program of a real MLflow, which FRAUDML_MLFLOW_CLI names.</summary>
internal static class RealMlflow
{
    public static string? Program => Environment.GetEnvironmentVariable("FRAUDML_MLFLOW_CLI") is { Length: > 0 } program ? program : null;

    public static string? Skip => Program is null ? "FRAUDML_MLFLOW_CLI names no mlflow program." : null;
}

/// <summary>A test with a real MLflow; skipped where there is none, and told to be.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealMlflowFactAttribute : FactAttribute
{
    public RealMlflowFactAttribute() => Skip = RealMlflow.Skip;
}

/// <summary>A test with a real MLflow; skipped where there is none, and told to be.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealMlflowTheoryAttribute : TheoryAttribute
{
    public RealMlflowTheoryAttribute() => Skip = RealMlflow.Skip;
}
