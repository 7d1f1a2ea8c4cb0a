namespace FraudMl.Testing;

/// <summary>Says which rules a part, a model or a feature does not keep. Every test framework takes it for a failed test.</summary>
/// <param name="subject">What was tested.</param>
/// <param name="brokenRules">The rules that it breaks, each with what was found; at least one.</param>
/// <param name="innerException">What the part threw. Default: nothing.</param>
public sealed class ContractException(string subject, IReadOnlyList<string> brokenRules, Exception? innerException = null)
    : Exception(MessageOf(subject, brokenRules), innerException)
{
    /// <value>What was tested.</value>
    public string Subject { get; } = subject;

    /// <value>The rules that it breaks, each with what was found.</value>
    public IReadOnlyList<string> BrokenRules { get; } = brokenRules;

    private static string MessageOf(string subject, IReadOnlyList<string> brokenRules) => brokenRules is [var only]
        ? $"{subject} breaks a rule: {only}"
        : $"{subject} breaks {brokenRules.Count} rules:{string.Concat(brokenRules.Select(rule => $"\n- {rule}"))}";
}
