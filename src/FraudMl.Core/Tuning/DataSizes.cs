using System.Reflection;

namespace FraudMl;

/// <summary>How much data the smallest training fold has.</summary>
internal sealed record DataSizes(int RowCount, int FraudCount, int FeatureCount)
{
    public static DataSizes Of(Dataset data, IFolds folds)
    {
        bool[] labels = data.Labels.ToArray();
        int[][] trained = [.. folds.Split(FoldInput.Of(data)).Select(fold => fold.TrainingRows)];
        return new(trained.Min(rows => rows.Length), trained.Min(rows => rows.Count(row => labels[row])), data.Features.Count());
    }

    /// <summary>Returns a space whose default ranges end where the data does; ranges that a user gave stay.</summary>
    public ParameterSpace Cap(ParameterSpace space) => space with { Parameters = [.. space.Parameters.Select(Capped)] };

    private TunableParameter Capped(TunableParameter parameter)
    {
        if (parameter is ChoiceParameter choice) return choice with { Children = [.. choice.Children.Select(Cap)] };
        if (parameter is not NumericParameter { Cap: not TuneCap.None } range) return parameter;
        int most = range.Cap switch
        {
            TuneCap.Rows => RowCount,
            TuneCap.HalfOfRows => RowCount / 2,
            TuneCap.OtherFrauds => FraudCount - 1,
            _ => FeatureCount,
        };
        RuleAttribute? rule = range.OptionsType?.GetProperty(range.Option)?.GetCustomAttribute<RuleAttribute>();
        double least = rule is { AtLeast: var bound } && !double.IsNaN(bound) ? bound : 1;
        double high = Math.Min(range.High, Math.Max(most, least));
        return range with { Low = Math.Min(range.Low, high), High = high };
    }
}
