using System.Globalization;

namespace FraudMl;

/// <summary>What trials cost: the seconds that they took where the budget is time only, else what their parameters say, so that the same
/// seed gives the same trials on any machine.</summary>
internal sealed class TrialCost(ParameterSpace space, Budget? budget)
{
    private readonly bool _byTime = budget is { Duration: not null, TrialCount: null };
    private readonly NumericParameter[] _costly =
        [.. space.All().OfType<NumericParameter>().Where(parameter => parameter.IsCostly).DistinctBy(parameter => parameter.Name)];

    /// <value>Whether anything is costly.</value>
    public bool IsTold => _costly.Length > 0;

    /// <summary>Returns what a trial cost, above 0.</summary>
    public double Of(SearchTrial trial) =>
        _byTime && trial.Duration is { } duration ? Math.Max(duration.TotalSeconds, 1e-6) : Told(trial.Parameters.Values);

    /// <summary>Returns how many trials from the middle of the space fit into the time that is left, as far as can be told; null before
    /// three have ended, and where the budget is not time only.</summary>
    public double? FitsInto(IReadOnlyList<SearchTrial> history)
    {
        if (!_byTime) return null;
        SearchTrial[] timed = [.. history.Where(trial => trial.State != TrialState.Running && trial.Duration is not null)];
        if (timed.Length < 3) return null;
        int workers = 1 + history.Count(trial => trial.State == TrialState.Running);
        double spent = timed.Sum(trial => trial.Duration!.Value.TotalSeconds) / workers;
        return Math.Max(0, budget!.Duration!.Value.TotalSeconds - spent) * workers / SecondsOf(timed);
    }

    // The seconds of a trial from the middle, from those that there were: each as if what is costly in it were in its middle.
    private double SecondsOf(SearchTrial[] timed)
    {
        double[] each = [.. timed.Select(trial => trial.Duration!.Value.TotalSeconds * Told(Middle(trial)) / Told(trial.Parameters.Values))
            .Order()];
        return Math.Max(1e-6, each[each.Length / 2]);
    }

    private Dictionary<string, object> Middle(SearchTrial trial) => _costly
        .Where(parameter => trial.Parameters.Values.ContainsKey(parameter.Name))
        .ToDictionary(parameter => parameter.Name, parameter => parameter.ValueAt(0.5));

    // The product of what is costly, each beside the lowest that it can be.
    private double Told(IReadOnlyDictionary<string, object> values)
    {
        double cost = 1;
        foreach (NumericParameter parameter in _costly)
        {
            if (!values.TryGetValue(parameter.Name, out object? value)) continue;
            double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            cost *= parameter.Low > 0 ? number / parameter.Low : 1 + (number - parameter.Low);
        }

        return cost;
    }
}
