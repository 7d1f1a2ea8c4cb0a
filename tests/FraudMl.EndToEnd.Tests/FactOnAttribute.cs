namespace FraudMl.EndToEnd.Tests;

/// <summary>A test that some systems can't run: skipped there, saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOnAttribute : FactAttribute
{
    public FactOnAttribute(params string[] systems)
    {
        if (!systems.Any(OperatingSystem.IsOSPlatform)) Skip = $"Runs on {string.Join(" and ", systems)} only.";
    }
}
