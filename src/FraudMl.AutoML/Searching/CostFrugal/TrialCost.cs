using System.Globalization;

namespace FraudMl;

/// <summary>What trials cost: the seconds that they took where the budget is time only, else what their parameters say, so that the same
/// seed gives the same trials on any machine.</summary>
internal sealed class TrialCost(ParameterSpace space, Budget? budget)
{
    private readonly bool _byTime = budget is { Duration: not null, TrialCount: null };
    private readonly NumericParameter[] _costly =
        [.. space.All().OfType<NumericParameter>().Where(parameter => parameter.IsCostly).DistinctBy(parameter => parameter.Name)];

    /// <summary>Returns the cost, above 0: the product of what is costly, each beside the lowest that it can be.</summary>
    public double Of(SearchTrial trial)
    {
        if (_byTime && trial.Duration is { } duration) return Math.Max(duration.TotalSeconds, 1e-6);
        double cost = 1;
        foreach (NumericParameter parameter in _costly)
        {
            if (!trial.Parameters.Values.TryGetValue(parameter.Name, out object? value)) continue;
            double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
            cost *= parameter.Low > 0 ? number / parameter.Low : 1 + (number - parameter.Low);
        }

        return cost;
    }
}
