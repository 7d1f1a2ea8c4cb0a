namespace FraudMl.Serving.Tests;

/// <summary>A test in a real browser: Debian's chromium, which the test target installs where it may; without it the test is skipped,
/// saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Path is null) Skip = "It needs a browser: sudo apt-get install -y chromium.";
    }
}

/// <summary>The same for tests with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Browser.Path is null) Skip = "It needs a browser: sudo apt-get install -y chromium.";
    }
}
