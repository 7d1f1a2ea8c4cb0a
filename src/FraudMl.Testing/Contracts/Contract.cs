namespace FraudMl.Testing;

/// <summary>What every implementation of a seam keeps: rules in sentences, checked all together or one by one.</summary>
public abstract class Contract
{
    private readonly List<(string Sentence, Action Check)> _rules = [];

    private protected Contract(string subject) => Subject = subject;

    /// <value>The name of what is tested.</value>
    public string Subject { get; }

    /// <value>The rules, for a test framework that shows each as a test of its own.</value>
    public IReadOnlyList<string> Rules => [.. _rules.Select(rule => rule.Sentence)];

    /// <summary>Checks every rule, and tells all that are broken together.</summary>
    /// <exception cref="ContractException">Thrown when a rule is broken.</exception>
    public void Verify() => Verify(_rules);

    /// <summary>Checks one rule.</summary>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <exception cref="ArgumentException">Thrown when there is no such rule.</exception>
    /// <exception cref="ContractException">Thrown when it is broken.</exception>
    public void Verify(string rule)
    {
        (string, Action)[] found = [.. _rules.Where(known => known.Sentence == rule)];
        if (found.Length == 0) throw new ArgumentException($"The contract of {Subject} has no rule '{rule}'. See Rules.", nameof(rule));
        Verify(found);
    }

    private protected void Rule(string sentence, Action check) => _rules.Add((sentence, check));

    /// <inheritdoc/>
    public override string ToString() => $"{Subject}: {_rules.Count} rules";

    private void Verify(IEnumerable<(string Sentence, Action Check)> rules)
    {
        var broken = new List<string>();
        Exception? first = null;
        foreach ((string sentence, Action check) in rules)
        {
            try
            {
                check();
            }
            catch (Exception failure)
            {
                if (failure is not BrokenRuleException) first ??= failure;
                broken.Add(failure is BrokenRuleException ? $"{sentence}: {failure.Message}"
                    : $"{sentence}: it threw {failure.GetType().Name}, {failure.Message}");
            }
        }

        if (broken.Count > 0) throw new ContractException(Subject, broken, first);
    }
}
