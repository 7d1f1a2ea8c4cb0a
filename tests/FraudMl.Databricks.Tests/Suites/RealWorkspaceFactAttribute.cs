namespace FraudMl.Databricks.Tests.Suites;

/// <summary>A test of a real workspace, which DATABRICKS_HOST and a log-in name; it is skipped where one of the variables is not
/// set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealWorkspaceFactAttribute : FactAttribute
{
    /// <summary>Where tables and models may be made, such as <c>main.fraud</c>.</summary>
    public const string SchemaVariable = "FRAUDML_DATABRICKS_SCHEMA";

    /// <summary>A registered version that may be served, such as <c>main.fraud.cards/7</c>.</summary>
    public const string ServedVariable = "FRAUDML_DATABRICKS_SERVED";

    /// <summary>A folder of the workspace where a script may be put, such as <c>/Shared/fraudml-tests</c>.</summary>
    public const string FolderVariable = "FRAUDML_DATABRICKS_FOLDER";

    /// <param name="variable">What it needs beside the workspace.</param>
    public RealWorkspaceFactAttribute(string variable)
    {
        if (Environment.GetEnvironmentVariable("DATABRICKS_HOST") is not { Length: > 0 } || ValueOf(variable) is null)
            Skip = $"It runs where DATABRICKS_HOST with a log-in, and {variable}, are set.";
    }

    public static string? Schema => ValueOf(SchemaVariable);

    public static string? ValueOf(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
