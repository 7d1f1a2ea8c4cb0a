using System.Globalization;

namespace FraudMl;

/// <summary>A parameter as one coordinate: a number in [0, 1] on its scale, or the place of a choice.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="parent">The dimension of the choice that brings it; −1 where it is always there.</param>
/// <param name="parentChoice">The place of that choice.</param>
internal sealed class EncodedDimension(TunableParameter parameter, int parent, int parentChoice)
{
    private readonly ChoiceParameter? _choice = parameter as ChoiceParameter;
    private readonly NumericParameter? _range = parameter as NumericParameter;
    private readonly (double From, double To) _ends = parameter is NumericParameter range ? Ends(range) : default;

    public string Name => parameter.Name;

    public int Parent => parent;

    public int ParentChoice => parentChoice;

    /// <value>How many choices there are; 0 for a number.</value>
    public int ChoiceCount => _choice?.Choices.Count ?? 0;

    public bool IsChoice => _choice is not null;

    /// <value>Whether the time of a trial grows with it.</value>
    public bool IsCostly => _range is { IsCostly: true };

    /// <value>Whether the values can be counted: whole numbers, and those of a range in steps.</value>
    public bool IsWhole => _range is { IsInteger: true } or { Step: not null };

    /// <value>How many values there are; infinity for a number that need not be whole.</value>
    public double ValueCount => _choice?.Choices.Count
        ?? (_range!.Low == _range.High ? 1 : IsWhole ? HighestWhole - LowestWhole + 1 : double.PositiveInfinity);

    // Of a range in steps, the steps are counted.
    private double LowestWhole => _range!.Step is null ? Math.Ceiling(_range.Low) : 0;

    private double HighestWhole => _range!.StepCount ?? Math.Floor(_range.High);

    /// <summary>Returns the value at a coordinate, whole numbers as integers.</summary>
    public object Decode(double at) => _choice is not null
        ? _choice.Choices[Math.Clamp((int)at, 0, _choice.Choices.Count - 1)]
        : _range!.Step is not null ? Stepped(_range.AfterSteps(WholeAt(at)))
        : IsWhole ? ParameterValues.Whole(WholeAt(at)) : NumberAt(at);

    /// <summary>Returns the coordinate of a value; NaN where it is none of this parameter.</summary>
    public double Encode(object? value)
    {
        if (_choice is not null)
        {
            for (int i = 0; i < _choice.Choices.Count; i++)
            {
                if (Equals(_choice.Choices[i], value)) return i;
            }

            return double.NaN;
        }

        if (value is not IConvertible or string) return double.NaN;
        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return At(_range!.Step is { } step ? Math.Round((number - _range.Low) / step) : number);
    }

    /// <summary>Returns the coordinate that stands for all that decode to the same value.</summary>
    public double Snap(double at) => IsWhole ? At(WholeAt(at)) : IsChoice ? at : Math.Clamp(at, 0, 1);

    /// <summary>Returns the coordinates between which everything decodes to the same whole number: half a step to either side.</summary>
    public (double From, double To) Cell(double at)
    {
        double whole = WholeAt(at);
        return (At(whole - 0.5), At(whole + 0.5));
    }

    /// <summary>Returns the coordinate of a uniform draw.</summary>
    public double Draw(double share) => _choice is not null ? Math.Min((int)(share * ChoiceCount), ChoiceCount - 1) : Snap(share);

    // Whole numbers get half a step more at each end, or the ends would come half as often.
    private static (double From, double To) Ends(NumericParameter range)
    {
        if (range.StepCount is { } steps) return (-0.5, steps + 0.5);
        (double low, double high) = range.IsInteger ? (Math.Ceiling(range.Low) - 0.5, Math.Floor(range.High) + 0.5)
            : (range.Low, range.High);
        return range.Scale == Scale.Log ? (Math.Log(low), Math.Log(high)) : (low, high);
    }

    private double At(double value)
    {
        double place = _range!.Scale == Scale.Log ? Math.Log(Math.Max(value, double.Epsilon)) : value;
        return _ends.From == _ends.To ? 0.5 : Math.Clamp((place - _ends.From) / (_ends.To - _ends.From), 0, 1);
    }

    private double Value(double at)
    {
        double place = _ends.From + (Math.Clamp(at, 0, 1) * (_ends.To - _ends.From));
        return _range!.Scale == Scale.Log ? Math.Exp(place) : place;
    }

    private object Stepped(double value) => _range!.IsInteger ? ParameterValues.Whole(value) : value;

    private double NumberAt(double at) => Math.Clamp(Value(at), _range!.Low, _range.High);

    private double WholeAt(double at) => Math.Clamp(Math.Round(Value(at)), LowestWhole, HighestWhole);
}
