using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace FraudMl.Reporting;

/// <summary>Where the values of a parameter stand on an axis: numbers on their scale, choices side by side.</summary>
internal sealed class ParameterAxis(TunableParameter parameter)
{
    private readonly NumericParameter? _range = parameter as NumericParameter;
    private readonly ChoiceParameter? _choice = parameter as ChoiceParameter;

    public string Name => parameter.Name;

    public bool IsChoice => _choice is not null;

    public double Low => _range is null ? -0.5 : Position(_range.Low);

    public double High => _range is null ? _choice!.Choices.Count - 0.5 : Position(_range.High);

    private bool IsLog => _range is { Scale: Scale.Log };

    /// <summary>Returns the axis of a parameter, wherever in a space it is.</summary>
    public static ParameterAxis Of(ParameterSpace space, string name) =>
        new(All(space).FirstOrDefault(known => known.Name == name) ?? throw new FraudMlException(
            $"'{name}' is no parameter of the study.{NearNames.Hint(name, All(space).Select(known => known.Name))}"));

    /// <summary>Returns the axes of all parameters.</summary>
    public static IReadOnlyList<ParameterAxis> AllOf(ParameterSpace space) =>
        [.. All(space).DistinctBy(known => known.Name).Select(known => new ParameterAxis(known))];

    /// <summary>Returns where a trial stands; NaN where it does not have the parameter.</summary>
    public double Of(TrialRecord trial) => trial.Parameters.Values.TryGetValue(Name, out object? value)
        ? _choice is null ? Position(Convert.ToDouble(value, CultureInfo.InvariantCulture)) : Place(value)
        : double.NaN;

    /// <summary>Returns the axis from 0 to 1.</summary>
    public double Share(double position) => High > Low ? (position - Low) / (High - Low) : 0.5;

    /// <summary>Writes the values onto an axis of a chart.</summary>
    public void Tick(IAxis axis) => axis.TickGenerator = _choice is not null
        ? new NumericManual([.. Enumerable.Range(0, _choice.Choices.Count).Select(i => (double)i)], [.. _choice.Choices.Select(Short)])
        : IsLog ? Decades() : new NumericAutomatic { TickDensity = 0.6, LabelFormatter = value => Chart.Text($"{value:0.######}") };

    /// <summary>Returns an end of the axis in words.</summary>
    public string End(bool isHigh) => _choice is not null
        ? Short(isHigh ? _choice.Choices[^1] : _choice.Choices[0])
        : Number(isHigh ? _range!.High : _range!.Low);

    private static IEnumerable<TunableParameter> All(ParameterSpace space) => space.Parameters.SelectMany(known =>
        known is ChoiceParameter choice ? [known, .. choice.Children.SelectMany(All)] : (TunableParameter[])[known]);

    private static string Short(object value) => $"{value}" is { Length: > 18 } text ? $"{text[..17]}…" : $"{value}";

    private static string Number(double value) => value != 0 && Math.Abs(value) < 0.001
        ? Chart.Text($"{value:0.#E+0}") : Chart.Text($"{value:#,0.####}");

    private double Position(double value) => IsLog ? Math.Log10(value) : value;

    private double Place(object value)
    {
        for (int i = 0; i < _choice!.Choices.Count; i++)
        {
            if (Equals(_choice.Choices[i], value)) return i;
        }

        return double.NaN;
    }

    // One in each decade, and 2 and 5 between them where there are few.
    private NumericManual Decades()
    {
        double[] steps = High - Low < 2.5 ? [1, 2, 5] : [1];
        double[] values = [.. Enumerable.Range((int)Math.Floor(Low), (int)Math.Ceiling(High - Low) + 2)
            .SelectMany(decade => steps.Select(step => step * Math.Pow(10, decade)))
            .Where(value => Position(value) >= Low - 1e-9 && Position(value) <= High + 1e-9)];
        return new NumericManual([.. values.Select(Math.Log10)], [.. values.Select(Number)]);
    }
}
