namespace FraudMl.Tests;

/// <summary>A test that takes too long, or too much disk, for every run: FRAUDML_SOAK=1 runs it, others skip it, saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FRAUDML_SOAK") != "1") Skip = "It runs in ./build.sh soak, or with FRAUDML_SOAK=1.";
    }
}
