namespace FraudMl.Conventions.Tests;

/// <summary>Fails a test with all of its findings at once.</summary>
internal static class Problems
{
    public static void ShouldBeNone(this IEnumerable<string> problems)
    {
        string[] found = [.. problems];
        if (found.Length > 0) Assert.Fail(string.Join('\n', found.Select(problem => $"- {problem}")));
    }
}
