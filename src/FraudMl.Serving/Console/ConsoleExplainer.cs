using System.Globalization;
using System.Text.Json;
using FraudMl.Explanations;

namespace FraudMl.Serving;

/// <summary>Scores and explains a transaction that a person tries: it reaches no meter, observer or store.</summary>
internal static class ConsoleExplainer
{
    /// <summary>Explains a transaction.</summary>
    /// <exception cref="FraudMlException">Thrown with every value that does not fit its input.</exception>
    public static ConsoleExplanation Explain(FraudModel model, Dictionary<string, JsonElement> given)
    {
        Dictionary<string, object?> row = given.ToDictionary(value => value.Key, value => ValueOf(value.Value), StringComparer.Ordinal);
        double probability = model.Score(row);
        (bool? isFlagged, string? undecided) = Decide(model, row);
        try
        {
            Explanation explanation = model.Explain(row, int.MaxValue);
            if (!double.IsFinite(explanation.Margin))
                return new ConsoleExplanation(Finite(probability), isFlagged, null, null, [],
                    undecided ?? "The model gives this transaction no score: a value that it needs is missing.");
            return new ConsoleExplanation(Finite(probability), isFlagged, explanation.Margin, Finite(explanation.ExpectedMargin),
                [.. explanation.Contributions.Select(one => new ConsoleContribution(one.Input, TextOf(row, one.Input), one.Contribution))],
                undecided);
        }
        catch (FraudMlException closed)
        {
            return new ConsoleExplanation(Finite(probability), isFlagged, null, null, [], $"This model gives no reasons. {closed.Message}");
        }
    }

    private static (bool? IsFlagged, string? Problem) Decide(FraudModel model, Dictionary<string, object?> row)
    {
        if (model.Decision is null) return (null, null);
        try
        {
            return (model.Decide(row), null);
        }
        catch (FraudMlException undecidable)
        {
            return (null, undecidable.Message);
        }
    }

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => TextOf(value),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FraudMlException("A value of the transaction is a list or an object. Give a number, a text or null."),
    };

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FraudMlException("A text of the transaction is no UTF-8, or has half of a surrogate pair.");
        }
    }

    private static string? TextOf(Dictionary<string, object?> row, string input) =>
        row.TryGetValue(input, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
