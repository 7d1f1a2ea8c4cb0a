using System.Globalization;
using System.Reflection;

namespace FraudMl;

/// <summary>The base of every options record: it checks the <see cref="RuleAttribute"/> of each property.</summary>
public abstract record StepOptions
{
    /// <summary>Returns every broken rule, in words; override it only for rules across properties.</summary>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>Throws one error that lists every broken rule.</summary>
    /// <exception cref="FraudMlException">Thrown when a rule is broken.</exception>
    public void Validate()
    {
        List<string> problems = [.. BrokenRules(), .. Problems()];
        if (problems.Count > 0)
            throw new FraudMlException($"The {GetType().Name} are invalid", problems);
    }

    private IEnumerable<string> BrokenRules()
    {
        foreach (PropertyInfo property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<RuleAttribute>() is not { } rule || property.GetValue(this) is not { } value) continue;
            if (!rule.Allows(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
                yield return $"{property.Name} must be {rule}. Got {Convert.ToString(value, CultureInfo.InvariantCulture)} instead.";
        }
    }
}
