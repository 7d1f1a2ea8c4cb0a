namespace FraudMl.Tuning;

/// <summary>What is known of a study's trial.</summary>
/// <param name="Number">Its number, from 1 in the order of the proposals.</param>
/// <param name="State">What became of it.</param>
/// <param name="Parameters">What it tries.</param>
/// <param name="Values">A value for each objective; empty unless it completed.</param>
public sealed record TrialRecord(int Number, TrialState State, ParameterSet Parameters, IReadOnlyList<double> Values)
{
    /// <value>What it reported on its way, as it was reported.</value>
    public IReadOnlyDictionary<TrialStep, double> Reports { get; init; } = new Dictionary<TrialStep, double>();

    /// <value>What was noted of it by name.</value>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <value>Why it failed or was cancelled, in one sentence; null otherwise.</value>
    public string? Reason { get; init; }

    /// <value>How long it ran; null while it does.</value>
    public TimeSpan? Duration { get; init; }

    /// <value>Whether it was queued and not proposed by the search.</value>
    public bool IsQueued { get; init; }

    /// <summary>Returns whether it has a parameter: one of a choice that was not taken it has not.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool Has(Parameter parameter) => Parameters.Has(parameter);

    /// <summary>Returns its value of a parameter.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="FraudMlException">Thrown when the trial does not have it.</exception>
    public T Get<T>(Parameter<T> parameter)
        where T : notnull => Parameters.Get(parameter);

    /// <summary>Returns number, outcome and parameters in a line.</summary>
    public override string ToString()
    {
        string outcome = State == TrialState.Completed
            ? string.Join(", ", Values.Select(value => FormattableString.Invariant($"{value:0.######}")))
            : Reason is null ? $"{State}" : $"{State}: {Reason}";
        return FormattableString.Invariant($"#{Number} {outcome}  ")
            + string.Join(", ", Parameters.Values.Select(value => FormattableString.Invariant($"{value.Key} {value.Value:0.####}")));
    }
}

/// <summary>Reads parameters by their handles.</summary>
public static class ParameterSetValues
{
    extension(ParameterSet set)
    {
        /// <summary>Returns whether the set has a parameter.</summary>
        /// <param name="parameter">The parameter.</param>
        public bool Has(Parameter parameter) => set.Values.ContainsKey(parameter.Name);

        /// <summary>Returns the value of a parameter.</summary>
        /// <typeparam name="T">The type of the values.</typeparam>
        /// <param name="parameter">The parameter.</param>
        /// <exception cref="FraudMlException">Thrown when the set does not have it.</exception>
        public T Get<T>(Parameter<T> parameter)
            where T : notnull
        {
            if (set.Values.TryGetValue(parameter.Name, out object? value) && value is T typed) return typed;
            throw new FraudMlException(value is not null
                ? $"{parameter.Name} is no {typeof(T).Name} here, but {value}. Take the parameter that the space was made of."
                : $"'{parameter.Name}' is no parameter of this trial: the space has none of that name, or it belongs to a choice that "
                    + $"was not taken. Ask Has(…) first.");
        }
    }
}
