namespace FraudMl.Options;

/// <summary>One value for each parameter of a space.</summary>
/// <param name="Values">
/// The values by the parameter's name, such as <c>trainer.LeafCount</c> or <c>resampler.steps[0].TargetRatio</c>, or
/// by that of an option that only one part has.
/// </param>
public sealed record ParameterSet(IReadOnlyDictionary<string, object> Values)
{
    /// <summary>Returns a set of some values.</summary>
    /// <param name="values">Names and values, for example <c>("trainer.LeafCount", 63)</c>.</param>
    /// <exception cref="FraudMlException">Thrown when a name comes twice.</exception>
    public static ParameterSet Of(params (string Name, object Value)[] values)
    {
        string[] twice = [.. values.GroupBy(value => value.Name).Where(name => name.Count() > 1).Select(name => name.Key)];
        return twice.Length == 0
            ? new(values.ToDictionary(value => value.Name, value => value.Value))
            : throw new FraudMlException($"A parameter has one value. {string.Join(", ", twice)} came more than once.");
    }

    /// <summary>Returns what it holds; lists by their items.</summary>
    public override string ToString() => RecordText.Of(this);
}
