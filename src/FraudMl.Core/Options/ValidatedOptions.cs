using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace FraudMl.Options;

/// <summary>The base of every options record: it checks the <see cref="RuleAttribute"/> of each property, and the options
/// that a property holds.</summary>
[DynamicallyAccessedMembers(
    DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties
    | DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
public abstract record ValidatedOptions
{
    /// <summary>Returns every broken rule, in words; override it only for rules across properties.</summary>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>Throws one error that lists every broken rule.</summary>
    /// <exception cref="FraudMlException">Thrown when a rule is broken.</exception>
    public void Validate()
    {
        List<string> problems = [.. AllProblems()];
        if (problems.Count > 0)
            throw new FraudMlException($"The {GetType().Name} are invalid", problems);
    }

    /// <summary>Returns these options as the record that a step takes.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="who">The step, for the message.</param>
    /// <exception cref="FraudMlException">Thrown when they are of another type.</exception>
    public T As<T>(string who)
        where T : ValidatedOptions =>
        this as T ?? throw new FraudMlException($"{who} takes {typeof(T).Name}. Got {GetType().Name} instead.");

    /// <summary>Returns the options with their values; lists by their items, numbers in invariant culture.</summary>
    public sealed override string ToString() =>
        RecordText.Of(GetType().Name, this, GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance));

    private IEnumerable<string> AllProblems() => BrokenRules().Concat(Problems());

    private IEnumerable<string> BrokenRules()
    {
        foreach (PropertyInfo property in GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
        {
            if (property.GetValue(this) is ValidatedOptions inner)
            {
                foreach (string problem in inner.AllProblems()) yield return $"{property.Name}.{problem}";
            }

            if (property.GetCustomAttribute<RuleAttribute>() is not { } rule || property.GetValue(this) is not { } value) continue;
            if (!rule.Allows(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
                yield return $"{property.Name} must be {rule}. Got {Convert.ToString(value, CultureInfo.InvariantCulture)} instead.";
        }
    }
}
